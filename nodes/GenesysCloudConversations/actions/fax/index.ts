import type { Resource } from '../../../shared/engine/operation';
import { send } from './send.operation';

export const fax: Resource = {
	value: 'fax',
	name: 'Fax',
	defaultOperation: send,
	operations: [send],
};
