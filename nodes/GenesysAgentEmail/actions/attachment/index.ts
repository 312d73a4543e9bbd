import type { Resource } from '../../../shared/engine/operation';
import { remove } from './delete.operation';
import { download } from './download.operation';
import { upload } from './upload.operation';

export const attachment: Resource = {
	value: 'attachment',
	name: 'Attachment',
	defaultOperation: upload,
	operations: [remove, download, upload],
};
