import type { Resource } from '../../../shared/engine/operation';
import { email, message, social, video } from '../../conversation/media';
import { apply } from './apply.operation';
import { get } from './get.operation';
import { getCodes } from './getCodes.operation';
import { getOfParticipant } from './getOfParticipant.operation';

const media = [email, message, social, video];
const agentMedia = [email, message];
const applied = media.map(apply);

export const wrapUp: Resource = {
	value: 'wrapUp',
	name: 'Wrap-Up',
	defaultOperation: applied[1],
	operations: [
		...applied,
		...media.map(get),
		...agentMedia.map(getCodes),
		...agentMedia.map(getOfParticipant),
	],
};
