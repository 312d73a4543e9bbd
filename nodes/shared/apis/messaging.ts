import type { IDataObject } from 'n8n-workflow';
import { isObject, textOf } from '../transport/body';
import { path } from '../transport/path';
import { CHANNEL_SECRETS } from './channel';
import { engageApi } from './engage';

/** Somebody who writes or is written to. */
export interface Party {
	id: string;
	name?: string;
}

/** Reads what may be a `Party`, with a number for its ID or name too; undefined when it has no ID. */
export function partyOf(value: unknown): Party | undefined {
	const { id, name } = isObject(value) ? value : {};
	const known = textOf(id)?.trim();
	return known ? { id: known, ...(name ? { name: String(name) } : {}) } : undefined;
}

/** A message of an agent, in one form for all channels: what the trigger gives, and what is replied to. */
export interface AgentMessage {
	/** That of Genesys; when it sends none, one that is the same for each delivery of the same bytes. */
	messageId: string;
	channelId?: string;
	channelType?: string;
	type?: string;
	from?: Party;
	to: Party[];
	subject?: string;
	text?: string;
	html?: string;
	/** The parts of the body, as they came. */
	content?: IDataObject[];
	replyTo?: Party;
}

/** Third-Party Messaging: a channel is part of every path, that of the credential unless a request names another one. */
export const messaging = engageApi({
	basePath: '/nexus/v3',
	credentials: [
		{
			name: 'genesysMessagingChannelApi',
			displayName: 'Genesys Messaging Channel API',
			authentication: 'channel',
			label: 'Messaging Channel',
			secrets: CHANNEL_SECRETS,
			pathPrefix: ({ channelId }, other) =>
				path`/channels/${other?.trim() || String(channelId).trim()}`,
		},
	],
	traced: true,
	explanations: {
		'401': {
			message: 'Genesys did not accept the signature',
			description:
				'Check the channel secret in the credential, and that it is the secret of the channel. While it is being changed, Genesys may still have the old one.',
		},
		'403': {
			message: 'Genesys refused the contact center or the API key',
			description:
				'Check the contact center ID in the credential, and the API key if there is one.',
		},
		'404': {
			message: 'Genesys does not know the channel, or what is asked for in it',
			description:
				'Check the channel ID in the credential, or in the options of the node, and that the Base URL has no path such as /nexus/v3.',
		},
		'415': {
			message: 'Genesys does not take files of this type',
			description: 'Check the file and its MIME type.',
		},
	},
});
