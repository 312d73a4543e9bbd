import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { historyRecord, idOf, recordNotFound } from '../../fields';

/** `GET /export/history/{id}` */
export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get history record',
	description: 'Retrieve what became of one run of an export job',
	properties: [historyRecord],
	request: (values) => ({
		method: 'GET',
		path: path`/export/history/${idOf(values.historyRecord)}`,
		explanations: recordNotFound,
	}),
});
