import type { Resource } from '../../../shared/engine/operation';
import { message as medium } from '../../conversation/media';
import { disconnect } from '../sharedOperations/disconnect';
import { get } from '../sharedOperations/get';
import { getAll } from '../sharedOperations/getAll';
import { merge } from '../sharedOperations/merge';
import { update } from '../sharedOperations/update';
import { create } from './create.operation';
import { getDetails } from './getDetails.operation';
import { getMessage } from './getMessage.operation';
import { send } from './send.operation';
import { sendTyping } from './sendTyping.operation';

export const message: Resource = {
	value: 'message',
	name: 'Message',
	defaultOperation: send,
	operations: [
		create,
		disconnect(medium),
		get(medium),
		getAll(medium),
		getMessage,
		getDetails,
		merge(medium),
		send,
		sendTyping,
		update(medium),
	],
};
