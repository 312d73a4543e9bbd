import { defineOperation } from '../../../shared/engine/operation';
import { fileRequest } from '../../../shared/exports/files';
import { file, idOf } from '../../fields';

/** `GET /files/{filename}`, which redirects to a pre-signed address: see `openDownload`. */
export const download = defineOperation({
	value: 'download',
	name: 'Download',
	action: 'Download file',
	description: 'Download an exported file, whatever its size',
	properties: [file],
	request: (values) => fileRequest(idOf(values.file)),
	output: (values) => idOf(values.file),
});
