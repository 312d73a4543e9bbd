import type { Mutation } from './mutation';

/** What servers that lie to n8n's editor have to bring to light. */
export const mutations: Mutation[] = [
	{
		what: 'tests of credentials follow redirects, and take the credential along',
		defects: [1],
		file: 'nodes/shared/apis/credentialTest.ts',
		find: 'disableFollowRedirect: true',
		replace: 'disableFollowRedirect: false',
	},
	{
		what: 'the call for a token follows redirects',
		defects: [1],
		file: 'nodes/shared/apis/token.ts',
		find: 'disableFollowRedirect: true',
		replace: 'disableFollowRedirect: false',
	},
	{
		what: 'why there is no token shows secrets',
		defects: [12, 17],
		file: 'nodes/shared/apis/token.ts',
		find: '!holdsSecret(part as string, secrets)',
		replace: '!holdsSecret(part as string, secrets.slice(0, 0))',
	},
	{
		what: 'lists offer things that are neither text nor number',
		defects: [15],
		file: 'nodes/shared/descriptions/choices.ts',
		find: "typeof value === 'number' || (typeof value === 'string' && value !== '')",
		replace: "value !== undefined && value !== ''",
	},
	{
		what: 'IDs beyond 2^53 are rounded in lists',
		defects: [6],
		file: 'nodes/shared/transport/json.ts',
		find: 'if (!MAY_BE_INEXACT.test(text)) return value;',
		replace: 'if (!MAY_BE_INEXACT.test(text) || text !== "") return value;',
	},
];
