import type { Resource } from '../../../shared/engine/operation';
import { ping } from './ping.operation';
import { signOut } from './signOut.operation';

export const session: Resource = {
	value: 'session',
	name: 'Session',
	defaultOperation: ping,
	operations: [ping, signOut],
};
