import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { historyRecord, idOf, recordNotFound } from '../../fields';

/** `GET /export/history/{id}/progress`: `{ progress: 0 to 100, status }` */
export const getProgress = defineOperation({
	value: 'getProgress',
	name: 'Get Progress',
	action: 'Get progress of export',
	description: 'Retrieve the status of a run and how many percent of it are done',
	properties: [historyRecord],
	request: (values) => ({
		method: 'GET',
		path: path`/export/history/${idOf(values.historyRecord)}/progress`,
		explanations: recordNotFound,
	}),
});
