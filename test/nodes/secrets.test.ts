import type { INodeParameters } from 'n8n-workflow';
import type { Credentials } from '../harness/additionalData';
import { withLiar } from '../harness/liar';
import { runNode, type NodeRun } from '../harness/runNode';
import { testCredential } from '../harness/testCredential';

/** A server repeats what it was sent, in some form: nothing of it may show. */
const liar = withLiar();

/** In the middle of each secret, between characters that are escaped. */
const MIDDLE = '0123456789';
const SECRETS = {
	apiKey: `ak/${MIDDLE}+"<abc=`,
	clientSecret: `cs/${MIDDLE}+"<abc=`,
	password: `pw/${MIDDLE}+"<abc=`,
	accessToken: `at/${MIDDLE}+"<abc=`,
	refreshToken: `rt/${MIDDLE}+"<abc=`,
	channelSecret: `hs/${MIDDLE}+"<abc=`,
};
const { apiKey, clientSecret, password, accessToken, refreshToken, channelSecret } = SECRETS;

const FORMS: Record<string, (secret: string) => string> = {
	'as it is': (secret) => secret,
	cut: (secret) => secret.slice(0, 12),
	'without its head': (secret) => secret.slice(4),
	'in an address': encodeURIComponent,
	'in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
	'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify(secret)),
	'in HTML': (secret) => secret.replace(/"/g, '&quot;').replace(/</g, '&lt;'),
	'in Base64': (secret) => Buffer.from(secret).toString('base64'),
	'in Basic': (secret) => Buffer.from(`user:${secret}`).toString('base64'),
};

interface Way {
	node: string;
	parameters: INodeParameters;
	credentials: () => Credentials;
	holds: string[];
}

const secureEmail = (authentication: string) => ({
	node: 'genesysSecureEmail',
	parameters: {
		...{ resource: 'secureEmail', operation: 'count' },
		...{ authentication, address: 'a@b.example' },
	},
});

/** The refusal of a login is remembered for a minute, by all that the credential holds. */
let clients = 0;

const WAYS: Record<string, Way> = {
	genesysApi: {
		...secureEmail('apiKey'),
		credentials: () => ({ genesysApi: { baseUrl: liar.url, apiKey } }),
		holds: [apiKey],
	},
	genesysTokenApi: {
		...secureEmail('token'),
		credentials: () => ({
			genesysTokenApi: {
				...{ baseUrl: liar.url, apiKey, clientId: `c${++clients}`, clientSecret },
				...{ grantType: 'password', username: 'user', password },
				...{ sessionToken: accessToken, refreshToken },
			},
		}),
		holds: [apiKey, clientSecret, password, accessToken],
	},
	genesysOAuth2Api: {
		...secureEmail('oAuth2'),
		credentials: () => ({
			genesysOAuth2Api: {
				...{ baseUrl: liar.url, apiKey, clientId: 'c', clientSecret, scope: '*' },
				...{ grantType: 'authorizationCode', authUrl: liar.url, authentication: 'header' },
				accessTokenUrl: `${liar.url}/auth/v3/oauth/token`,
				oauthTokenData: {
					access_token: accessToken,
					refresh_token: refreshToken,
					token_type: 'bearer',
				},
			} as never,
		}),
		holds: [apiKey, clientSecret, accessToken, refreshToken],
	},
	genesysMessagingChannelApi: {
		node: 'genesysMessaging',
		parameters: {
			...{ resource: 'media', operation: 'delete' },
			mediaId: { __rl: true, mode: 'id', value: 'm' },
		},
		credentials: () => ({
			genesysMessagingChannelApi: {
				...{ baseUrl: liar.url, apiKey, contactCenterId: 'c', channelId: 'ch' },
				...{ channelSecret, previousChannelSecret: '' },
			},
		}),
		holds: [apiKey, channelSecret],
	},
	genesysWebServicesApi: {
		node: 'genesysAgentEmail',
		parameters: { resource: 'interaction', operation: 'getAll', authentication: 'webServices' },
		credentials: () => ({
			genesysWebServicesApi: { baseUrl: liar.url, apiPath: '/api/v2', user: 'user', password },
		}),
		holds: [password],
	},
};

/** What each API says a failure with, all at once. */
const failure = (words: string) => ({
	...{ status: { code: 9, message: words, detail: words } },
	...{ statusCode: 9, statusMessage: words, message: words, referenceId: words },
	errors: [{ message: words }],
});

const ANSWERS: Record<string, (words: string) => [status: number, body: unknown]> = {
	'a refusal': (words) => [400, failure(words)],
	'a failure with HTTP 200': (words) => [200, failure(words)],
	'a text in place of JSON': (words) => [200, `page ${words}`],
};

const shows = (text: string, shown: string) =>
	[shown, JSON.stringify(shown).slice(1, -1), MIDDLE].some((leak) => text.includes(leak));

describe.each(Object.entries(WAYS))('%s', (_type, { node, parameters, credentials, holds }) => {
	const run = async () => {
		const { error } = await runNode({
			node,
			parameters: { ...parameters, options: { maxRetries: 0, timeout: 5000 } },
			credentials: credentials(),
		});
		return [error?.message, error?.description, error?.context];
	};

	describe.each(Object.entries(FORMS))('what is sent, %s,', (_form, form) => {
		test.each(Object.entries(ANSWERS))('is not shown of %s', async (_answer, answerOf) => {
			liar.answer = (response) => {
				const [status, body] = answerOf(holds.map(form).join(' and '));
				liar.json(response, body, status);
			};
			const shown = JSON.stringify(await run());
			expect(holds.filter((secret) => shows(shown, form(secret)))).toEqual([]);
			expect(shown).toContain('left out, since it holds a part of a secret');
		});
	});

	test('words without a secret are shown', async () => {
		liar.answer = (response) => liar.json(response, failure('Nothing secret'), 400);
		expect(JSON.stringify(await run())).toContain('Nothing secret');
	});
});

test.each(Object.entries(FORMS))(
	'what a login repeats %s is not shown, and its code is',
	async (_form, form) => {
		const { node, parameters, credentials, holds } = WAYS.genesysTokenApi;
		liar.answer = (response, { url = '' }) => {
			const words = { error: 'invalid_grant', error_description: holds.map(form).join(' and ') };
			if (url.includes('/oauth/token')) liar.json(response, words, 400);
			else liar.json(response, {}, 401);
		};
		const { error } = await runNode({ node, parameters, credentials: credentials() });
		const shown = JSON.stringify([error?.message, error?.description, error?.context]);
		expect(holds.filter((secret) => shows(shown, form(secret)))).toEqual([]);
		expect(shown).toContain('invalid_grant; what it said besides is left out');
	},
);

test.each(Object.keys(WAYS).filter((type) => type !== 'genesysOAuth2Api'))(
	'the test of %s shows nothing that the server repeats',
	async (type) => {
		const { credentials, holds } = WAYS[type];
		const words = holds.join(' and ');
		liar.answer = (response) =>
			liar.json(response, { ...failure(words), error: 'no', error_description: words }, 500);
		const { status, message } = await testCredential(type, credentials());
		expect(status).toBe('Error');
		expect(message).not.toContain(MIDDLE);
	},
);

test('the test of genesysTokenApi shows nothing that the login repeats', async () => {
	const { credentials, holds } = WAYS.genesysTokenApi;
	liar.answer = (response) =>
		liar.json(response, { error: 'no', error_description: holds.join(' and ') }, 401);
	const { message } = await testCredential('genesysTokenApi', credentials());
	expect(message).toContain('check the client ID and the client secret');
	expect(message).not.toContain(MIDDLE);
});

describe('what an answer says that is no failure', () => {
	const run = async (more: Pick<NodeRun, 'node'> & Partial<NodeRun>) => {
		const { error, items } = await runNode({
			credentials: WAYS.genesysApi.credentials(),
			...more,
			parameters: { authentication: 'apiKey', ...more.parameters },
		});
		return [error?.message, error?.description, ...items.map(({ json }) => json.error ?? json)];
	};
	const statistic = { statisticName: 'n', objectType: 'Agent', objectId: 'o' };
	const parameters = { resource: 'statistic', operation: 'get', ...statistic };
	const none = (words: string) => ({
		status: { code: 2 },
		errors: [{ status: { message: `Not ${words}` } }],
		data: {},
	});

	test.each(Object.entries(FORMS))(
		'is not shown when it repeats the key %s, and the advice is',
		async (_form, form) => {
			liar.answer = (response) => liar.json(response, none(form(apiKey)));
			const shown = JSON.stringify(await run({ node: 'genesysStatistics', parameters }));
			expect(shows(shown, form(apiKey))).toBe(false);
			expect(shown).toContain('What else was said is left out');
			expect(shown).toContain('Genesys has no value');
		},
	);

	test('is shown otherwise', async () => {
		liar.answer = (response) => liar.json(response, none('here'));
		const shown = JSON.stringify(await run({ node: 'genesysStatistics', parameters }));
		expect(shown).toContain('Genesys answered: Not here.');
	});

	test('is not shown for each item, when the node continues', async () => {
		liar.answer = (response) => liar.json(response, none(apiKey));
		const shown = JSON.stringify(
			await run({
				...{ node: 'genesysStatistics', parameters, items: [{}, {}] },
				onError: 'continueRegularOutput',
			}),
		);
		expect(shown).not.toContain(MIDDLE);
	});
});

test('what an operation adds to the failure of a request is looked through as well', async () => {
	const { node, credentials } = WAYS.genesysWebServicesApi;
	const state = `in ${FORMS['in Basic'](password)}`;
	liar.answer = (response, { method }) => {
		const refusal = { status: 'error', errorDescription: 'Not now' };
		if (method === 'POST') liar.json(response, refusal, 409);
		else liar.json(response, { statusCode: 0, interaction: { id: 'i', state } });
	};
	const { error } = await runNode({
		node,
		parameters: {
			...{ resource: 'interaction', operation: 'accept', authentication: 'webServices' },
			interactionId: { __rl: true, mode: 'id', value: 'i' },
		},
		credentials: credentials(),
	});
	expect(error?.description).toContain('Genesys answered HTTP 409, Not now.');
	expect(error?.description).toContain('What else was said is left out');
	expect(JSON.stringify(error)).not.toContain(state.slice(3, 20));
});
