import { defineOperation } from '../../../shared/engine/operation';
import { fileRequest } from '../../../shared/exports/files';
import { file } from '../../things';

export const download = defineOperation({
	kind: 'file',
	value: 'download',
	name: 'Download',
	action: 'Download exported file by its name whatever its size into binary field',
	description: 'Download an exported file, whatever its size',
	properties: [file],
	request: (values) => fileRequest(values.file),
	fileName: (values) => values.file,
});
