import type { Resource } from '../../../shared/engine/operation';
import { email, message, social, video } from '../../media';
import { apply } from './apply.operation';

const applied = [email, message, social, video].map(apply);

export const wrapUp: Resource = {
	value: 'wrapUp',
	name: 'Wrap-Up',
	defaultOperation: applied[1],
	operations: [...applied],
};
