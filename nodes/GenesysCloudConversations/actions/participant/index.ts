import type { Resource } from '../../../shared/engine/operation';
import { email, message } from '../../conversation/media';
import { monitorMessage } from './monitor.operation';
import { parkEmail } from './park.operation';
import { setAttributes } from './setAttributes.operation';
import { transfer } from './transfer.operation';
import { update } from './update.operation';
import { updateCommunication } from './updateCommunication.operation';

const media = [email, message];
const transfers = media.map(transfer);

export const participant: Resource = {
	value: 'participant',
	name: 'Participant',
	defaultOperation: transfers[1],
	operations: [
		monitorMessage,
		parkEmail,
		...media.map(setAttributes),
		...transfers,
		...media.map(update),
		...media.map(updateCommunication),
	],
};
