import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { file, idOf } from '../../fields';

/** `DELETE /files/{filename}` */
export const remove = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete file',
	description: 'Delete an exported file',
	properties: [file],
	request: (values) => ({ method: 'DELETE', path: path`/files/${idOf(values.file)}` }),
	deleted: true,
});
