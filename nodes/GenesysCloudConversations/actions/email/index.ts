import type { Resource } from '../../../shared/engine/operation';
import { email as medium } from '../../conversation/media';
import { disconnect } from '../sharedOperations/disconnect';
import { get } from '../sharedOperations/get';
import { getAll } from '../sharedOperations/getAll';
import { merge } from '../sharedOperations/merge';
import { update } from '../sharedOperations/update';
import { addInbound } from './addInbound.operation';
import { create } from './create.operation';
import { getMessage } from './getMessage.operation';
import { getMessages } from './getMessages.operation';
import { getSettings } from './getSettings.operation';
import { reconnect } from './reconnect.operation';
import { reply } from './reply.operation';

export const email: Resource = {
	value: 'email',
	name: 'Email',
	defaultOperation: reply,
	operations: [
		addInbound,
		create,
		disconnect(medium),
		get(medium),
		getAll(medium),
		getMessage,
		getMessages,
		getSettings,
		merge(medium),
		reconnect,
		reply,
		update(medium),
	],
};
