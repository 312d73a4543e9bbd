import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { OpenState } from '../../../simulator/webServices/model';
import { asAgent, interactionIn } from '../../harness/agentEmail';
import { webServicesCredential } from '../../harness/genesysCredentials';
import { runNode, type NodeRun } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';
import { until } from '../../harness/until';

const sim = withSimulator({ seed: 1, samples: false, webServices: { delayMs: 1 } });

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

async function run(
	operation: string,
	interactionId: string,
	parameters: INodeParameters = {},
	more: Partial<NodeRun> = {},
) {
	const located = interactionId ? { interactionId: byId(interactionId) } : {};
	return await runNode({
		node: 'genesysAgentEmail',
		parameters: { operation, ...located, ...parameters },
		credentials: webServicesCredential(sim),
		...more,
	});
}

const stored = (id: string) =>
	sim.control.webServices.interactions().find((interaction) => interaction.id === id);

const bodies = () =>
	sim.control.requests
		.list({ method: 'POST' })
		.map(({ body }) => JSON.parse(body) as IDataObject)
		.map(({ operationName: _name, ...rest }) => rest);

/** What Genesys allows in which state, and what becomes of it; names as the node shows them. */
const ALLOWED: Record<OpenState, Record<string, string>> = {
	Invited: { Accept: 'Accepted', Reject: 'Queued' },
	Accepted: {
		Reply: 'Accepted',
		'Reply All': 'Accepted',
		Transfer: 'Queued',
		Complete: 'Completed',
		'Place in Queue': 'Queued',
	},
	ReplyCreated: {
		Cancel: 'Cancelled',
		Send: 'Sent',
		'Place in Queue': 'Queued',
		Transfer: 'Queued',
	},
};

const OPERATIONS: Array<[operation: string, name: string, parameters: INodeParameters]> = [
	['accept', 'Accept', {}],
	['cancel', 'Cancel', {}],
	['complete', 'Complete', {}],
	['placeInQueue', 'Place in Queue', { queueName: 'support' }],
	['reject', 'Reject', {}],
	[
		'send',
		'Send',
		{
			...{ toAddress: 'a@example.com', subject: 'Yes', text: 'Hello' },
			emailFields: { ccAddress: '', fromAddress: 'support@example.com' },
		},
	],
	['transfer', 'Transfer', { transferTo: 'queue', queueName: 'billing' }],
];

const STATE_NAMES = { Invited: 'Invited', Accepted: 'Accepted', ReplyCreated: 'Reply Created' };
const states = Object.keys(ALLOWED) as OpenState[];

describe.each(['ok', 'httpStatus'] as const)('a server that refuses by %s', (refusals) => {
	beforeEach(() => void sim.control.webServices.set({ refusals }));
	afterEach(() => void sim.control.webServices.set({ refusals: 'ok' }));

	test.each(states.flatMap((state) => OPERATIONS.map((one) => [state, ...one] as const)))(
		'in state %s: %s',
		async (state, operation, name, parameters) => {
			const id = await interactionIn(sim, state);
			sim.control.requests.clear();
			const { items, error } = await run(operation, id, parameters);
			const after = ALLOWED[state][name];
			if (after) {
				expect(error).toBeUndefined();
				expect(items).toEqual([{ json: { id, success: true }, pairedItem: { item: 0 } }]);
				expect(stored(id)?.state).toBe(after);
				return;
			}
			expect(error?.message).toBe('Web Services did not carry out the operation');
			expect(error?.description).toContain(`is not allowed in state ${state}`);
			const allowed = new RegExp(
				`The interaction is in state ${STATE_NAMES[state]}, which allows: ([^.]+)\\.$`,
			).exec(String(error?.description));
			expect(allowed?.[1].split(', ').sort()).toEqual(Object.keys(ALLOWED[state]).sort());
			expect(stored(id)?.state).toBe(state);
			expect(sim.control.requests.list({ method: 'POST' })).toHaveLength(1);
		},
	);

	test('one that the agent does not have any more', async () => {
		const id = await interactionIn(sim, 'ReplyCreated');
		await run('cancel', id);
		const { error } = await run('cancel', id);
		expect(error?.description).toMatch(/does not have this interaction, or not any more\.$/);
		expect(error?.description).not.toContain('which allows');
	});

	test('a refusal for another reason says that alone', async () => {
		const id = await interactionIn(sim, 'Accepted');
		const { error } = await run('placeInQueue', id, { queueName: 'nowhere' });
		expect(error?.description).toContain('There is no queue nowhere. Queues: email-inbound');
		expect(error?.description).not.toContain('which allows');
	});
});

describe('what is allowed instead', () => {
	const advice = async () => {
		const id = await interactionIn(sim, 'Invited');
		const { error } = await run('complete', id);
		expect(error?.description).toContain('is not allowed in state Invited');
		return String(error?.description).split('Allowed: Accept, Reject.')[1];
	};
	const match = { method: 'GET', path: '/api/v2/me/interactions/' };

	test.each([
		['cannot be read', { kind: 'status', status: 500, body: {} }],
		['is a page of something else', { kind: 'status', status: 404, body: 'Not Found' }],
	] as const)('is left out when the interaction %s', async (_what, fault) => {
		sim.control.faults.add({ ...fault, match, times: 0 });
		expect(await advice()).toBe('');
	});

	test('is said of a refusal that comes as a failure of the server, too', async () => {
		const id = await interactionIn(sim, 'Invited');
		const body = { status: 'error', errorDescription: 'Not now' };
		sim.control.faults.add({ kind: 'status', status: 500, body, match: { method: 'POST' } });
		const { error } = await run('complete', id);
		expect(error?.description).toContain('Not now');
		expect(error?.description).toMatch(/in state Invited, which allows: Accept, Reject\.$/);
	});

	test('is asked for once, and not when something else failed', async () => {
		const id = await interactionIn(sim, 'Invited');
		sim.control.requests.clear();
		await run('complete', id);
		expect(sim.control.requests.list({ path: `/api/v2/me/interactions/${id}` })).toHaveLength(2);
		sim.control.requests.clear();
		const credentials = webServicesCredential(sim, { password: 'wrong' });
		const { error } = await run('accept', id, {}, { credentials });
		expect(error?.message).toContain('did not accept the sign-in of the agent');
		const reads = sim.control.requests
			.list({ method: 'GET' })
			.filter((request) => request.path.endsWith(id));
		expect(reads).toEqual([]);
	});
});

test('with Full Answer, what the server said is the output', async () => {
	const id = await interactionIn(sim, 'Invited');
	const { items } = await run('accept', id, { options: { fullAnswer: true } });
	expect(items.map(({ json }) => json)).toEqual([{ status: 'ok' }]);
});

test('items for one interaction are worked on in their order, and one that is refused costs no other', async () => {
	const id = await interactionIn(sim, 'Invited');
	// The first request of a run goes alone.
	sim.control.faults.add({ kind: 'latency', ms: 100, skip: 1, match: { bodyContains: 'Accept' } });
	const items = [{ id: await interactionIn(sim, 'Invited') }, { id }, { id }];
	const onError = 'continueRegularOutput';
	const result = await run('accept', '={{ $json.id }}', {}, { items, onError });
	expect(result.items).toMatchObject([
		{ json: { success: true }, pairedItem: { item: 0 } },
		{ json: { id, success: true }, pairedItem: { item: 1 } },
		{ json: { error: 'Web Services did not carry out the operation' }, pairedItem: { item: 2 } },
	]);
});

test('fields that the node does not have go along', async () => {
	const id = await interactionIn(sim, 'Accepted');
	sim.control.requests.clear();
	await run('complete', id, { options: { bodyJson: '{"outcome":"done"}' } });
	expect(bodies()).toEqual([{ outcome: 'done' }]);
});

describe('Send', () => {
	const draftFields = {
		toAddress: 'ann@example.com',
		fromAddress: 'support@example.com',
		ccAddress: 'bob@example.com',
		subject: 'Re: Lamp',
	};
	let id: string;

	beforeEach(async () => {
		id = await interactionIn(sim, 'ReplyCreated', {
			...{ from: 'ann@example.com', cc: 'bob@example.com', subject: 'Lamp', text: 'Broken' },
		});
		sim.control.requests.clear();
	});

	const reads = () =>
		sim.control.requests.list({ method: 'GET', path: `/api/v2/me/interactions/${id}` }).length;

	test('what is left out is as in the draft', async () => {
		const { error } = await run('send', id, { text: 'Sorry' });
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([{ email_object: { ...draftFields, text: 'Sorry' } }]);
		expect(reads()).toBe(1);
		expect(stored(id)).toMatchObject({ state: 'Sent', email: { Text: 'Sorry' } });
	});

	test('the text of the draft can follow', async () => {
		const emailFields = { appendDraftText: true };
		await run('send', id, { text: 'Sorry', emailFields });
		expect(bodies()).toMatchObject([{ email_object: { text: 'Sorry\n\n> Broken' } }]);
	});

	const whole = {
		toAddress: 'x@example.com, y@example.com',
		subject: 'New lamp',
		text: 'Grüße\n💡',
		emailFields: {
			bccAddress: 'boss@example.com',
			ccAddress: 'c@example.com',
			fromAddress: 'sales@example.com',
			queueName: 'email-drafts',
		},
	};

	test('what is given counts, and the draft is not read when nothing is left out', async () => {
		await run('send', id, whole);
		const { emailFields, ...top } = whole;
		const { queueName, ...fields } = emailFields;
		expect(bodies()).toEqual([{ queueName, email_object: { ...top, ...fields } }]);
		expect(reads()).toBe(0);
	});

	test('CC that is added and left empty means none', async () => {
		await run('send', id, { ...whole, emailFields: { ...whole.emailFields, ccAddress: '' } });
		expect(bodies()[0].email_object).toMatchObject({ ccAddress: '' });
		expect(reads()).toBe(0);
	});

	test('what is missing in the draft as well is an error before anything is sent', async () => {
		const created = async () => {
			const known = sim.control.webServices.interactions().map((one) => one.id);
			const body = {
				operationName: 'Create',
				queueName: 'email-drafts',
				interactionType: 'Outbound',
				interactionSubType: 'OutboundNew',
			};
			await asAgent(sim, '', body);
			const found = () =>
				sim.control.webServices.interactions().find((one) => !known.includes(one.id));
			await until(found, 'the draft');
			return found()!.id;
		};
		const empty = await created();
		sim.control.requests.clear();
		const missing = async (parameters: INodeParameters) =>
			(await run('send', empty, { text: 'Hi', ...parameters })).error?.message;
		expect(await missing({})).toBe('The email has no value for To');
		expect(await missing({ toAddress: 'a@example.com' })).toBe(
			'The email has no value for Subject',
		);
		expect(bodies()).toEqual([]);
		expect(stored(empty)?.state).toBe('ReplyCreated');
		expect(await missing({ toAddress: 'a@example.com', subject: 'Hi' })).toBeUndefined();
	});

	test('an email that came in is not sent back from its sender', async () => {
		const inbound = await interactionIn(sim, 'Accepted');
		sim.control.requests.clear();
		const { error } = await run('send', inbound, { text: 'Hi' });
		expect(error?.message).toBe('This interaction is no email that can be sent');
		expect(error?.description).toContain('in state Accepted, which allows: Reply, Reply All');
		expect(bodies()).toEqual([]);
	});

	test('a draft that cannot be read says how to do without', async () => {
		const match = { method: 'GET', path: `/api/v2/me/interactions/${id}` };
		sim.control.faults.add({ kind: 'status', status: 404, match, body: {} });
		const { error } = await run('send', id, { text: 'Hi' });
		expect(error?.message).toBe('The draft of the email could not be read');
		expect(error?.description).toContain('fill in To, Subject, From and CC');
		expect(bodies()).toEqual([]);
	});
});

describe('Transfer', () => {
	test.each([
		['agent', { userUri: 'https://gws.example.com/api/v2/users/supervisor' }],
		['queue', { queueName: 'billing' }],
	])('to the %s is sent alone', async (transferTo, target) => {
		const id = await interactionIn(sim, 'Accepted');
		sim.control.requests.clear();
		const other = { userUri: 'x', queueName: 'y', ...target };
		const { error } = await run('transfer', id, { transferTo, ...other });
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([target]);
	});

	test.each([
		['agent', 'User URI'],
		['queue', 'Queue Name'],
	])('to no %s is not sent', async (transferTo, field) => {
		const { error } = await run('transfer', await interactionIn(sim, 'Accepted'), { transferTo });
		expect(error?.description).toContain(`Fill in ${field}, or Body Fields`);
	});

	test('to what no field is for, by Body Fields alone', async () => {
		const id = await interactionIn(sim, 'Accepted');
		sim.control.requests.clear();
		const options = { bodyJson: '{"skill":"billing"}' };
		await run('transfer', id, { transferTo: 'queue', options });
		expect(bodies()).toEqual([{ skill: 'billing' }]);
	});
});

describe('Get and Get Many', () => {
	const simplifiedDraft = {
		state: 'ReplyCreated',
		subtype: 'OutboundReply',
		receivedAt: expect.any(String),
		from: 'support@example.com',
		to: 'ann@example.com',
		cc: '',
		subject: 'Re: Lamp',
		text: '> Broken',
		attachments: [],
		capabilities: expect.arrayContaining(['Cancel', 'Send']),
	};
	const email = { from: 'ann@example.com', subject: 'Lamp', text: 'Broken' };

	test('one interaction, simplified or as it came', async () => {
		const id = await interactionIn(sim, 'ReplyCreated', email);
		const get = async (parameters: INodeParameters) =>
			(await run('get', id, parameters)).items.map(({ json }) => json);
		expect(await get({})).toEqual([{ id, ...simplifiedDraft }]);
		expect(await get({ simplify: false })).toMatchObject([
			{ id, channel: 'email', email_object: { Subject: 'Re: Lamp' } },
		]);
		expect(await get({ options: { fullAnswer: true } })).toMatchObject([
			{ statusCode: 0, interaction: { id } },
		]);
	});

	test('all that the agent has, or some by state and subtype', async () => {
		const draft = await interactionIn(sim, 'ReplyCreated', email);
		const invited = await interactionIn(sim, 'Invited');
		await sim.control.webServices.addEmail({ agent: 'supervisor' });
		const listed = async (filters: INodeParameters) =>
			(await run('getAll', '', { filters })).items.map(({ json }) => json.state);
		expect(await listed({})).toEqual(
			expect.arrayContaining(['Accepted', 'ReplyCreated', 'Invited']),
		);
		expect(await listed({})).toHaveLength(3);
		expect(await listed({ states: ['ReplyCreated'] })).toEqual(['ReplyCreated']);
		expect(await listed({ states: ['Invited'], otherStates: 'replycreated, Parked' })).toHaveLength(
			2,
		);
		expect(await listed({ subtypes: ['InboundNew'] })).toEqual(['Accepted', 'Invited']);
		expect(await listed({ otherSubtypes: 'OutboundReply' })).toEqual(['ReplyCreated']);
		expect(await listed({ states: ['Invited'], subtypes: ['OutboundReply'] })).toEqual([]);
		const { items } = await run('getAll', '');
		expect(items.find(({ json }) => json.id === draft)?.json).toEqual({
			id: draft,
			...simplifiedDraft,
		});
		const { items: raw } = await run('getAll', '', { simplify: false });
		expect(raw.find(({ json }) => json.id === invited)?.json).toHaveProperty('email_object');
	});

	test.each([
		['one interaction in place of the list', { id: 'A1', state: 'Invited' }, ['A1']],
		['nothing in place of an empty list', { statusCode: 0 }, []],
		['the list alone', [{ id: 'A1' }, { id: 'A2' }], ['A1', 'A2']],
	])('%s is taken as well', async (_what, body, ids) => {
		const match = { method: 'GET', path: '/api/v2/me/interactions' };
		sim.control.faults.add({ kind: 'status', status: 200, match, body });
		const { items, error } = await run('getAll', '');
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(ids);
	});
});
