import type { Resource } from '../../../shared/engine/operation';
import { accept } from './accept.operation';
import { cancel } from './cancel.operation';
import { complete } from './complete.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { placeInQueue } from './placeInQueue.operation';
import { reject } from './reject.operation';
import { reply } from './reply.operation';
import { replyAll } from './replyAll.operation';
import { replyAndSend } from './replyAndSend.operation';
import { send } from './send.operation';
import { transfer } from './transfer.operation';

export const interaction: Resource = {
	value: 'interaction',
	name: 'Interaction',
	defaultOperation: accept,
	operations: [
		accept,
		cancel,
		complete,
		create,
		get,
		getAll,
		placeInQueue,
		reject,
		reply,
		replyAll,
		replyAndSend,
		send,
		transfer,
	],
};
