import type { Resource } from '../../../shared/engine/operation';
import { get } from './get.operation';
import { upload } from './upload.operation';

export const certificate: Resource = {
	value: 'certificate',
	name: 'Certificate',
	defaultOperation: get,
	operations: [get, upload],
};
