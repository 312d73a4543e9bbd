import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll } from '../../../shared/descriptions/common';
import { fileFields } from '../../../shared/descriptions/files';
import { downloadFile } from '../../../shared/exports/result';
import { byFrom } from '../../../shared/transport/paginate';
import { defineOperation, fileFilters, listOptions, listRequest } from '../../things';

export const downloadMany = defineOperation({
	kind: 'custom',
	value: 'downloadMany',
	name: 'Download Many',
	action: 'Download many exported files that pass filters into one item each',
	description: 'Download the exported files that pass the filters, one item each',
	properties: [fileFilters, returnAll, limit, ...fileFields],
	options: listOptions,
	execute: async (values, context) => {
		const { send, inTurn } = context;
		const request = await listRequest('/file-metadatas', values, context);
		const files: IDataObject[] = [];
		const most = values.returnAll ? Infinity : values.limit;
		for await (const { rows } of byFrom(send, request, most)) {
			for (const row of rows) files.push(row);
		}
		return await Promise.all(
			files.map((file) =>
				inTurn(() => downloadFile(file, file, context, values.outputField)).catch(
					(error: Error) => error,
				),
			),
		);
	},
});
