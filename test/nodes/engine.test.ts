import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { loadPackage } from '../harness/package';
import { runNode, type NodeRun } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';
import { until } from '../harness/until';

const sim = withSimulator({ samples: false });

const credentials = (baseUrl = sim.url, apiKey = sim.apiKey) => ({
	credentials: { genesysApi: { baseUrl, apiKey } },
});
const items = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));

/** Creates a workitem per item; `external` gives them external ids, so that a second one fails. */
async function createAll(
	input: IDataObject[],
	more: Partial<NodeRun> = {},
	options: IDataObject = {},
) {
	return await runNode({
		node: 'genesysOpenMedia',
		parameters: {
			resource: 'workitem',
			operation: 'create',
			openMediaService: 'workitems',
			dataMode: 'autoMapInputData',
			additionalFields: { externalId: '={{ $json.externalId ?? "" }}' },
			options: options as never,
		},
		items: input,
		...credentials(),
		...more,
	});
}
const count = async (
	more: Partial<NodeRun> = {},
	options: IDataObject = {},
	parameters: INodeParameters = {},
) =>
	await runNode({
		node: 'genesysSecureEmail',
		parameters: {
			resource: 'secureEmail',
			operation: 'count',
			address: 'a@b.example',
			options: options as never,
			...parameters,
		},
		...credentials(),
		...more,
	});
const sent = () => sim.control.requests.list();

describe('many items', () => {
	test('keep their order and their pairing, however long each takes', async () => {
		for (const n of [0, 3, 7]) {
			sim.control.faults.add({ kind: 'latency', ms: 60, match: { bodyContains: `"n":${n}}` } });
		}
		const { items: output } = await createAll(items(30));
		expect(output.map(({ json }) => (json.userData as IDataObject).n)).toEqual(
			items(30).map(({ n }) => n),
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			items(30).map((_, item) => ({ item })),
		);
	});

	test.each([1, 4])('concurrency %p means as many requests in flight', async (concurrency) => {
		sim.control.requests.resetMaxInFlight();
		sim.control.faults.add({ kind: 'latency', ms: 100, times: 0 });
		await createAll(items(15), {}, { concurrency });
		expect(sim.control.requests.maxInFlight()).toBe(concurrency);
	});

	test('without a concurrency are more in flight as the server takes them', async () => {
		sim.control.requests.resetMaxInFlight();
		sim.control.faults.add({ kind: 'latency', ms: 300, times: 0 });
		await createAll(items(60));
		expect(sim.control.requests.maxInFlight()).toBeGreaterThan(10);
	});

	test('decrypt the credential once', async () => {
		const credentialUse = { decrypted: 0 };
		await createAll(items(20), { credentialUse });
		expect(credentialUse.decrypted).toBe(1);
	});
});

describe('an item that fails', () => {
	const input = [
		{ externalId: 'a' },
		{ externalId: 'taken' },
		{ externalId: 'b' },
		{ externalId: 'taken' },
		{ externalId: 'c' },
	];

	test('does not cost the others when the node continues, and keeps its place and pairing', async () => {
		const { items: output, error } = await createAll(
			input,
			{ onError: 'continueRegularOutput' },
			{ concurrency: 1 },
		);
		expect(error).toBeUndefined();
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
		expect(output.map(({ json }) => Boolean(json.error))).toEqual([
			false,
			false,
			false,
			true,
			false,
		]);
		expect(output[3].json).toEqual({
			error: 'A workitem with this external ID already exists',
			details: {
				statusCode: 409,
				description: expect.stringContaining('Genesys answered HTTP 409'),
			},
		});
	});

	test('goes to the error output with its input, when there is one', async () => {
		const run = await createAll(input, { onError: 'continueErrorOutput' }, { concurrency: 1 });
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 4].map((item) => ({ item })),
		);
		expect(run.errorItems).toHaveLength(1);
		expect(run.errorItems[0]).toMatchObject({
			json: { externalId: 'taken', error: 'A workitem with this external ID already exists' },
			pairedItem: { item: 3 },
		});
	});

	test('stops the node otherwise: nothing further is started, and the first failure is named', async () => {
		const { items: output, error } = await createAll(
			[...input, ...items(50)],
			{},
			{ concurrency: 1 },
		);
		expect(output).toEqual([]);
		expect(error?.message).toBe('A workitem with this external ID already exists');
		expect(error?.context?.itemIndex).toBe(3);
		expect(sent()).toHaveLength(4);
	});

	test('with wrong input is told apart from one that Genesys refuses, and names its item', async () => {
		const run = async (onError?: NodeRun['onError']) =>
			await runNode({
				node: 'genesysOpenMedia',
				parameters: {
					resource: 'workitem',
					operation: 'get',
					openMediaService: 'workitems',
					workitem: { __rl: true, mode: 'externalId', value: '={{ $json.id }}' },
				},
				items: [{ id: '' }, { id: '..' }],
				onError,
				...credentials(),
			});
		expect((await run()).error?.message).toBe(
			'The field "Workitem ID or External ID" has no value',
		);
		expect((await run('continueRegularOutput')).items.map(({ json }) => json.error)).toEqual([
			'The field "Workitem ID or External ID" has no value',
			expect.stringContaining('no such workitem'),
		]);
	});

	test('an operation that does not exist says so', async () => {
		const { error } = await runNode({
			node: 'genesysOpenMedia',
			parameters: { resource: 'workitem', operation: 'explode' },
			...credentials(),
		});
		expect(error?.message).toBe('The operation of this node does not exist');
	});
});

describe('what fails before the items', () => {
	const input = items(2);
	const wrong: Array<[string, Partial<NodeRun>, INodeParameters, RegExp]> = [
		['a wrong Base URL', credentials('nonsense'), {}, /not a web address/],
		['no credential', { credentials: {} }, {}, /credential/],
		['an authentication that is none', {}, { authentication: 'none' }, /kind of credential/],
	];

	test.each(wrong)('%s: is the failure of each item', async (_what, more, parameters, words) => {
		const run = async (onError: NodeRun['onError']) =>
			await count({ items: input, onError, ...more }, {}, parameters);
		const expected = input.map((_, item) => ({
			json: expect.objectContaining({ error: expect.stringMatching(words) }),
			pairedItem: { item },
		}));
		expect((await run('continueRegularOutput')).items).toMatchObject(expected);
		const { items: regular, errorItems } = await run('continueErrorOutput');
		expect([regular, errorItems]).toMatchObject([[], expected]);
		expect((await run(undefined)).error?.message).toMatch(words);
		expect(sent()).toEqual([]);
	});

	test('an API that is none is that, too', async () => {
		const run = await runNode({
			node: 'genesysUserDataManagement',
			parameters: { api: 'none', resource: 'exportJob', operation: 'getAll' },
			items: input,
			onError: 'continueRegularOutput',
			...credentials(),
		});
		expect(run.items.map(({ json }) => json.error)).toEqual(
			Array(2).fill('This node knows no API "none"'),
		);
	});

	test('an option that fails for the first item costs no other', async () => {
		const concurrency = '={{ $json.n === 0 ? $("Nowhere").item.json.x : 2 }}';
		const run = await count({ items: input, onError: 'continueRegularOutput' }, { concurrency });
		expect(run.items.map(({ json }) => Boolean(json.error))).toEqual([true, false]);
	});
});

describe('a request that fails', () => {
	test('with 429 is sent again after Retry-After, and the other items wait as well', async () => {
		sim.control.faults.add({ kind: 'status', status: 429, retryAfter: 1, times: 1 });
		const { items: output } = await createAll(items(8), {}, { concurrency: 2 });
		expect(output).toHaveLength(8);
		expect(sent()).toHaveLength(9);
		const times = sent().map(({ time }) => Date.parse(time));
		// Two were under way when the 429 came; nothing was sent in the second after it.
		expect(times[2] - times[0]).toBeGreaterThanOrEqual(950);
	});

	test('is given up after Max Retries', async () => {
		sim.control.faults.add({ kind: 'status', status: 503, retryAfter: 0, times: 0 });
		const { error } = await count({}, { maxRetries: 2 });
		expect(error?.httpCode).toBe('503');
		expect(sent()).toHaveLength(3);
	});

	test('because the connection broke is repeated for a GET', async () => {
		sim.control.faults.add({ kind: 'reset', times: 1 });
		expect((await count()).items[0].json).toEqual({ count: 0 });
		expect(sent()).toHaveLength(2);
	});

	test('because the connection broke is not repeated for a POST: it may have arrived', async () => {
		sim.control.faults.add({ kind: 'resetAfter', times: 1 });
		const { error } = await createAll([{ n: 1 }]);
		expect(error?.message).toContain('broke before the answer was complete');
		expect(error?.description).toContain('look whether it arrived');
		expect(sim.control.workitems.list()).toHaveLength(1);
		expect(sent()).toHaveLength(1);
	});

	test('because the answer was cut short is no success', async () => {
		sim.control.faults.add({ kind: 'truncate', times: 0 });
		const { items: output, error } = await createAll([{ n: 1 }]);
		expect(output).toEqual([]);
		expect(error?.message).toContain('broke before the answer was complete');
	});

	test('because no answer comes in time says so', async () => {
		sim.control.faults.add({ kind: 'latency', ms: 2000, times: 0 });
		const { error } = await count({}, { timeout: 100, maxRetries: 0 });
		expect(error?.message).toBe('Genesys did not answer in time');
	});

	test('because nothing listens says so', async () => {
		const { error } = await count(credentials('http://127.0.0.1:1'), { maxRetries: 0 });
		expect(error?.message).toBe('Nothing answers at the Base URL');
	});

	test('because the key is wrong says so, without the key and without a second try', async () => {
		const { error } = await count(credentials(sim.url, 'not-the-key'));
		expect(error?.message).toBe('Genesys refused the API key');
		expect(JSON.stringify(error)).not.toContain('not-the-key');
		expect(sent()).toHaveLength(1);
	});

	test.each(['', 'genesys.example', 'ftp://genesys.example', 'https://'])(
		'because the Base URL is "%s" says so',
		async (baseUrl) => {
			const { error } = await count(credentials(baseUrl));
			expect(error?.message).toContain('is not a web address');
		},
	);
});

test('a Base URL may end with a slash', async () => {
	const { error } = await count(credentials(`${sim.url}/`));
	expect(error).toBeUndefined();
	expect(sent()[0].path).toBe('/nexus/v3/securemail/count');
});

test('a redirect is not followed, so that the key goes to no other host', async () => {
	let reached = 0;
	const elsewhere = createServer((_request, response) => {
		reached++;
		response.end('{}');
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => elsewhere.once('listening', resolve));
	const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
	sim.control.faults.add({ kind: 'status', status: 302, headers: { location }, times: 0 });
	const { error } = await count();
	elsewhere.closeAllConnections();
	elsewhere.close();
	expect(error?.message).toContain('redirect');
	expect(reached).toBe(0);
});

test('an answer that is no JSON is no success', async () => {
	sim.control.faults.add({
		kind: 'status',
		status: 200,
		body: '<html>Sign in</html>',
		headers: { 'content-type': 'text/html' },
	});
	const { error } = await count();
	expect(error?.description).toContain('Sign in');
});

test('a cancelled execution starts nothing more', async () => {
	sim.control.faults.add({ kind: 'latency', ms: 300, times: 0 });
	// Both lanes wait for the answer to their second request.
	const underWay = () => sent().length === 4;
	await createAll(
		items(100),
		{ onStart: (cancel) => void until(underWay).then(cancel) },
		{ concurrency: 2 },
	);
	const atCancel = sent().length;
	expect(atCancel).toBe(4);
	await new Promise((resolve) => setTimeout(resolve, 700));
	expect(sent().length).toBe(atCancel);
});

test('to a model an error says all in its message, since that is what n8n hands on', async () => {
	const { type } = (await loadPackage()).getNode('genesysOpenMedia');
	const run = async (more: Partial<NodeRun> = {}) => {
		const found = await runNode({
			node: 'genesysOpenMediaTool',
			extraNodes: { genesysOpenMediaTool: type as INodeType },
			parameters: {
				resource: 'workitem',
				operation: 'get',
				openMediaService: 'workitems',
				workitem: { __rl: true, mode: 'id', value: 'none' },
			},
			...credentials(),
			...more,
		});
		return found.error;
	};
	const { message = '', description = '' } = (await run()) ?? {};
	expect(description).toContain('Genesys answered HTTP 404');
	expect(message).toMatch(/^There is no such workitem.*\n\nDetails: /);
	expect(message).toContain(description);
	expect((await run(credentials('nonsense')))?.message).toMatch(
		/^The Base URL.*\n\nDetails: Enter/,
	);
});
