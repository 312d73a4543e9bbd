import type { Resource } from '../../../shared/engine/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getUploadUrl } from './getUploadUrl.operation';
import { upload } from './upload.operation';

export const messageMedia: Resource = {
	value: 'messageMedia',
	name: 'Message Media',
	defaultOperation: upload,
	operations: [get, getAll, getUploadUrl, upload],
};
