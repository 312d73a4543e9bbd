import { path } from '../transport/path';
import { engageApi } from './engage';

/** Third-Party Messaging: the credential is that of one channel, which is part of every path. */
export const messaging = engageApi({
	basePath: '/nexus/v3',
	credentials: [
		{
			name: 'genesysMessagingChannelApi',
			authentication: 'channel',
			label: 'Messaging Channel',
			secrets: ['apiKey', 'channelSecret', 'previousChannelSecret'],
			pathPrefix: ({ channelId }) => path`/channels/${String(channelId).trim()}`,
		},
	],
	traced: true,
	explanations: {
		'401': {
			message: 'Genesys did not accept the signature',
			description:
				'Check the channel secret in the credential. While it is being changed, Genesys may still have the old one.',
		},
		'403': {
			message: 'Genesys refused the contact center or the API key',
			description:
				'Check the contact center ID in the credential, and the API key if there is one.',
		},
		'404': {
			message: 'Genesys does not know the channel, or what is asked for in it',
			description:
				'Check the channel ID in the credential, and that the Base URL has no path such as /nexus/v3.',
		},
		'415': {
			message: 'Genesys does not take files of this type',
			description: 'Check the file and its MIME type.',
		},
	},
});
