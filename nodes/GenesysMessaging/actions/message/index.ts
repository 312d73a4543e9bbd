import type { Resource } from '../../../shared/engine/operation';
import { reply } from './reply.operation';
import { sendCustom } from './sendCustom.operation';
import { sendEmail } from './sendEmail.operation';
import { sendReceipt } from './sendReceipt.operation';
import { sendRichMedia } from './sendRichMedia.operation';
import { sendText } from './sendText.operation';

export const message: Resource = {
	value: 'message',
	name: 'Message',
	defaultOperation: sendText,
	operations: [reply, sendCustom, sendEmail, sendReceipt, sendRichMedia, sendText],
};
