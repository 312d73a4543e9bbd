import type { Resource } from '../../../shared/engine/operation';
import { cobrowse as medium } from '../../conversation/media';
import { get } from '../sharedOperations/get';
import { getAll } from '../sharedOperations/getAll';

const one = get(medium);

export const cobrowse: Resource = {
	value: 'cobrowse',
	name: 'Cobrowse',
	defaultOperation: one,
	operations: [one, getAll(medium)],
};
