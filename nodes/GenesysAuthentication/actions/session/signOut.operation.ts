import { flag, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { signedIn } from '../../signedIn';

export const signOut = defineOperation({
	kind: 'action',
	value: 'signOut',
	name: 'Sign Out',
	action: 'Sign out account and revoke its token for good until it signs in anew',
	description: 'End the session of the token',
	credentials: signedIn,
	properties: [
		flag(
			'global',
			'All Sessions',
			'Whether to revoke every token of the user instead of the current one only',
		),
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
		text(
			'redirectUri',
			'Redirect URI',
			'Where a browser would go after signing out, e.g. https://example.com/',
			{
				displayOptions: { show: { method: ['GET'] } },
			},
		),
	],
	request: ({ method, redirectUri, ...values }) => ({
		method,
		path: '/sign-out',
		query: { global: values.global, redirectUri: method === 'GET' ? redirectUri : undefined },
		// The GET form is for browsers: a redirect is how it says that it worked.
		acceptStatuses: method === 'GET' ? [302, 303] : [],
	}),
});
