import type { Resource } from '../../../shared/engine/operation';
import { sendEvent } from './sendEvent.operation';
import { sendMessage } from './sendMessage.operation';
import { sendReceipt } from './sendReceipt.operation';
import { sendResponse } from './sendResponse.operation';

export const openMessaging: Resource = {
	value: 'openMessaging',
	name: 'Open Messaging',
	defaultOperation: sendMessage,
	operations: [sendResponse, sendEvent, sendMessage, sendReceipt],
};
