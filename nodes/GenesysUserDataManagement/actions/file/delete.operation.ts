import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { file } from '../../things';

export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete file',
	description: 'Delete an exported file',
	properties: [file],
	request: (values) => ({ method: 'DELETE', path: path`/files/${values.file}` }),
});
