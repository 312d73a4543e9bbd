import { defineOperation } from '../../../shared/engine/operation';
import { fileRequest } from '../../../shared/exports/files';
import { deletionOf, file } from '../../things';

export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete exported file for good so that it cannot be downloaded again',
	description: 'Delete an exported file',
	properties: [file],
	request: (values) => deletionOf(values.file, fileRequest(values.file)),
});
