import type { Resource } from '../../../shared/engine/operation';
import { internalMessage as medium } from '../../conversation/media';
import { get } from '../sharedOperations/get';
import { getAll } from '../sharedOperations/getAll';

const one = get(medium);

export const internalMessage: Resource = {
	value: 'internalMessage',
	name: 'Internal Message',
	defaultOperation: one,
	operations: [one, getAll(medium)],
};
