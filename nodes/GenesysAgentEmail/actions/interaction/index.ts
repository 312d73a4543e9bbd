import type { Resource } from '../../../shared/engine/operation';
import { accept } from './accept.operation';
import { create } from './create.operation';
import { reply } from './reply.operation';
import { replyAll } from './replyAll.operation';
import { replyAndSend } from './replyAndSend.operation';

export const interaction: Resource = {
	value: 'interaction',
	name: 'Interaction',
	defaultOperation: accept,
	operations: [accept, create, reply, replyAll, replyAndSend],
};
