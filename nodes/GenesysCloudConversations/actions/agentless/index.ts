import type { Resource } from '../../../shared/engine/operation';
import { sendEmail } from './sendEmail.operation';
import { sendMessage } from './sendMessage.operation';

export const agentless: Resource = {
	value: 'agentless',
	name: 'Agentless',
	defaultOperation: sendMessage,
	operations: [sendEmail, sendMessage],
};
