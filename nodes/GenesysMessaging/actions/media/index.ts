import type { Resource } from '../../../shared/engine/operation';
import { remove } from './delete.operation';
import { download } from './download.operation';
import { upload } from './upload.operation';

export const media: Resource = {
	value: 'media',
	name: 'Media',
	defaultOperation: upload,
	operations: [remove, download, upload],
};
