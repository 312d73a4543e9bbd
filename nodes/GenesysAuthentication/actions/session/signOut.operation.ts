import { defineOperation } from '../../../shared/engine/operation';

/** `POST /auth/v3/sign-out`; the GET form of the same is for browsers, which it redirects. */
export const signOut = defineOperation({
	value: 'signOut',
	name: 'Sign Out',
	action: 'Sign out session',
	description: 'End the session of the token',
	properties: [
		{
			displayName: 'All Sessions',
			name: 'global',
			type: 'boolean',
			default: false,
			description: 'Whether to revoke every token of the user instead of the current one only',
		},
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'GET', value: 'GET', description: 'As a browser does it, with a redirect URI' },
				{ name: 'POST', value: 'POST', description: 'As a program does it' },
			],
			default: 'POST',
			description: 'Which of the two documented requests is sent',
		},
		{
			displayName: 'Redirect URI',
			name: 'redirectUri',
			type: 'string',
			displayOptions: { show: { method: ['GET'] } },
			default: '',
			description: 'Where a browser would go after signing out',
		},
	],
	request: ({ method, redirectUri, ...values }) => ({
		method: method as 'GET' | 'POST',
		path: '/sign-out',
		query: { global: values.global, redirectUri: method === 'GET' ? redirectUri : undefined },
		// A redirect is how the GET form says that it worked; it leads a browser on.
		accept: method === 'GET' ? [302, 303] : [],
	}),
});
