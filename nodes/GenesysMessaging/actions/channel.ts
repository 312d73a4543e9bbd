import { text } from '../../shared/descriptions/fields';
import type { Send } from '../../shared/transport/api';

/** One secret can be that of many numbers: each is a channel. */
export const channelIdOption = text(
	'channelId',
	'Channel ID',
	'Channel to use, when several have the secret of the credential. Left empty, it is the channel of the credential.',
	{ placeholder: 'e.g. +15559990000' },
);

/** Sends within a channel; within that of the credential when it is empty. */
export const sendWithin =
	(channelId: string, send: Send): Send =>
	async (request) =>
		await send({ ...request, within: channelId });
