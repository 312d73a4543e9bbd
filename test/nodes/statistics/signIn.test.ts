import type { INodeType } from 'n8n-workflow';
import { oAuth2Credential, signedInCredential } from '../../harness/genesysCredentials';
import { loadPackage } from '../../harness/package';
import { runNode } from '../../harness/runNode';
import { known, statistic, withStatistics } from './helper';

const { sim, run } = withStatistics();

describe('"you first need to authenticate"', () => {
	const byKey = async (apiKey = sim.apiKey) =>
		await run(
			{ resource: 'statistic', operation: 'get', authentication: 'apiKey', ...statistic },
			[known],
			{ credentials: { genesysApi: { baseUrl: sim.url, apiKey } } },
		);
	afterEach(() => sim.control.statistics.set({ requireToken: true }));

	test('a key alone is refused, and the error says what to choose', async () => {
		const { error } = await byKey();
		expect(error?.message).toBe(
			'Genesys wants a token for statistics: choose an OAuth2 or Token credential',
		);
		expect(error?.description).toContain('alone is enough in some accounts only');
		expect(error?.httpCode).toBe('401');
	});

	test('a wrong key alone is told apart, and a token is offered as well', async () => {
		const { error } = await byKey('wrong');
		expect(error?.message).toContain('refused the API key');
		expect(error?.message).toContain('choose an OAuth2 or Token credential');
	});

	test('a refusal of key and token does not speak of another choice', async () => {
		sim.control.faults.add({ kind: 'status', status: 403 });
		const { error } = await run({ resource: 'statistic', operation: 'get', ...statistic }, [known]);
		expect(error?.message).toBe('Genesys refused the API key');
	});

	test('a key alone is enough where the account says so', async () => {
		sim.control.statistics.set({ requireToken: false });
		const { items } = await byKey();
		expect(items[0].json).toMatchObject(known);
	});

	test.each(['genesysStatistics', 'genesysStatisticsTrigger'])(
		'%s offers OAuth2, then Token, and says of API Key that it depends on the account',
		async (node) => {
			const { description } = (await loadPackage()).getNode(node).type as INodeType;
			const choice = description.properties.find(({ name }) => name === 'authentication');
			expect(choice).toMatchObject({
				default: 'oAuth2',
				options: [
					{ value: 'oAuth2' },
					{ value: 'token' },
					{ value: 'apiKey', description: expect.stringContaining('your account') },
				],
			});
		},
	);

	test('OAuth2 is chosen at first, and key and token go together', async () => {
		const { error } = await run(
			{ resource: 'statistic', operation: 'get', authentication: undefined, ...statistic },
			[known],
			{ credentials: await oAuth2Credential(sim) },
		);
		expect(error).toBeUndefined();
		const [{ headers }] = sim.control.requests.list();
		expect(headers['x-api-key']).toBe(sim.apiKey);
		expect(headers.authorization).toMatch(/^Bearer ./);
	});
});

describe('a subscription that is tied to a session by its cookie', () => {
	beforeEach(() => sim.control.statistics.set({ tieToSession: true }));
	afterEach(() => sim.control.statistics.set({ tieToSession: false }));
	const cookies = () => sim.control.requests.list().map(({ headers }) => headers.cookie);
	const create = async (ids: string[]) =>
		await run(
			{
				resource: 'subscription',
				operation: 'create',
				statisticsMode: 'json',
				statisticsJson: JSON.stringify([known]),
				options: { operationId: '={{ $json.id }}' },
			},
			ids.map((id) => ({ id })),
		);

	test('shares it with the others of a run, those that are worked on at once too', async () => {
		const { error } = await create(['one', 'two', 'three']);
		expect(error).toBeUndefined();
		const [first, ...others] = cookies();
		expect(first).toBeUndefined();
		expect(others).toEqual(Array(2).fill(expect.stringMatching(/^STATSESSION=[^;\s]+$/)));
		expect(new Set(others).size).toBe(1);
	});

	test('is unknown to another run, which has no cookie of it, and the error says so', async () => {
		await create(['one']);
		const { error } = await run({
			resource: 'subscription',
			operation: 'getValues',
			subscriptionId: 'one',
		});
		expect(error?.message).toBe('Genesys gave no values of this subscription');
		expect(error?.description).toContain('may end one without a notification session');
		expect(cookies()).toEqual([undefined, undefined]);
	});
});

test('other APIs keep no cookies', async () => {
	sim.control.faults.add({
		kind: 'status',
		status: 200,
		times: 0,
		headers: { 'set-cookie': 'a=1' },
		body: { status: { code: 0 }, data: { count: 0 } },
	});
	const counting = { resource: 'secureEmail', operation: 'count', address: 'a@example.com' };
	await runNode({
		node: 'genesysSecureEmail',
		parameters: { authentication: 'token', ...counting, options: { concurrency: 1 } },
		credentials: signedInCredential(sim),
		items: [{}, {}],
	});
	expect(sim.control.requests.list().map(({ headers }) => headers.cookie)).toEqual([
		undefined,
		undefined,
	]);
});
