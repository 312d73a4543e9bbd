import type { Mutation } from './mutation';

const env = { ONLY: 'genesysStatistics' };

/** Of `test/e2e/secretsCampaign.test.ts`, which needs n8n itself. */
export const mutations: Mutation[] = [
	{
		what: 'an error quotes an answer whatever is in it',
		defects: [12, 17],
		file: 'nodes/shared/transport/errors.ts',
		find: 'const mayShow = (words: string) => !holdsSecret(words);',
		replace: "const mayShow = (words: string) => words !== '' || !holdsSecret(words);",
		env,
	},
	{
		what: 'a request follows a redirect, with the key',
		file: 'nodes/shared/transport/client.ts',
		find: 'disableFollowRedirect: true,',
		replace: 'disableFollowRedirect: false,',
		env,
	},
	{
		what: 'the test of a credential follows a redirect, with the key',
		defects: [1],
		file: 'nodes/shared/apis/credentialTest.ts',
		find: 'disableFollowRedirect: true,',
		replace: 'disableFollowRedirect: false,',
		env,
	},
	{
		what: 'what a server says instead of a token is passed on whatever is in it',
		defects: [12],
		file: 'nodes/shared/apis/token.ts',
		find: 'said.filter((part) => !holdsSecret(part as string, secrets));',
		replace: 'said.filter((part) => part || !holdsSecret(part as string, secrets));',
		env,
	},
];
