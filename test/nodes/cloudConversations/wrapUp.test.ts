import { withSimulator } from '../../harness/simulator';
import { byId, callsTo, conversationIn, runnerOf } from './parts';

const sim = withSimulator({ seed: 1, samples: false });
const run = runnerOf(sim);
const code = () => sim.control.cloud.directory().wrapupCodes[1];
const agent = (more: object = {}) => ({
	purpose: 'agent' as const,
	name: 'Alex',
	userId: sim.control.cloud.directory().users[0].id,
	...more,
});
const customer = { purpose: 'customer' as const, name: 'Kim' };
const gone = { state: 'disconnected' as const };

const apply = async (conversationId: string, more: object = {}, operation = 'applyMessage') =>
	await run(`wrapUp.${operation}`, { conversationId, wrapUpCode: byId(code().id), ...more });

describe('a wrap-up of which only the conversation is known', () => {
	test.each([
		['email', 'Email', 'emails'],
		['message', 'Message', 'messages'],
		['social', 'Social', 'socials'],
		['video', 'Video', 'videos'],
	] as const)('of a conversation by %s is that of its agent', async (media, suffix, path) => {
		const { id, agents, now } = conversationIn(sim, media);
		const wrapUpFields = { notes: 'Paid back', tags: 'refund, vip' };
		const { items, error } = await apply(id, { wrapUpFields }, `apply${suffix}`);
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual({ success: true });
		const [{ id: participant, communication }] = agents;
		expect(callsTo(sim)).toEqual([
			[`GET ${id}`, undefined],
			[
				`POST ${path}/${id}/participants/${participant}/communications/${communication.id}/wrapup`,
				{ code: code().id, notes: 'Paid back', tags: ['refund', 'vip'] },
			],
		]);
		const kept = now().participants.find(({ purpose }) => purpose === 'agent')!;
		expect(kept.communication.wrapup).toMatchObject({ code: code().id, notes: 'Paid back' });
	});

	test('goes to the agent who is connected, not to the one who has passed it on or is called', async () => {
		const { id, agents, now } = conversationIn(
			sim,
			'message',
			customer,
			agent(gone),
			agent(),
			agent({ state: 'alerting' }),
		);
		expect((await apply(id)).error).toBeUndefined();
		const done = now().participants.filter(({ communication }) => communication.wrapup);
		expect(done.map((one) => one.id)).toEqual([agents[1].id]);
	});

	test('goes to the one who still owes it, after the end', async () => {
		const { id, agents, now } = conversationIn(sim, 'message', customer, agent(gone), agent(gone));
		const participant = byId(agents[0].id);
		expect((await apply(id, { participant })).error).toBeUndefined();
		expect((await apply(id)).error).toBeUndefined();
		const done = now().participants.map(({ communication }) => Boolean(communication.wrapup));
		expect(done).toEqual([false, true, true]);
	});

	test('does not go to a supervisor who listens', async () => {
		const { id, agents, now } = conversationIn(sim, 'message');
		await run('participant.monitorMessage', { conversationId: id });
		expect(now().participants).toHaveLength(3);
		sim.control.requests.clear();
		expect((await apply(id)).error).toBeUndefined();
		expect(callsTo(sim)[1][0]).toContain(agents[0].id);
	});

	test('is an error that names all, when two agents can be meant', async () => {
		const { id, agents } = conversationIn(sim, 'message', customer, agent(), agent({ name: 'Bo' }));
		const { error } = await apply(id);
		expect(error?.message).toBe('Several participants of the message conversation can be meant');
		const [, second] = agents;
		expect(error?.description).toContain(
			`Bo (agent, messages, connected) participant ${second.id}, communication ${second.communication.id}`,
		);
		expect(error?.description).toContain('Kim (customer');
		expect(callsTo(sim)).toHaveLength(1);
	});

	test('is an error of its item only, when nobody serves the conversation or it is of another kind', async () => {
		const nobody = conversationIn(sim, 'message', customer);
		const other = conversationIn(sim, 'email');
		const right = conversationIn(sim, 'message');
		const { items } = await run(
			'wrapUp.applyMessage',
			{ conversationId: '={{ $json.id }}', wrapUpCode: byId(code().id) },
			{ items: [nobody, other, right].map(({ id }) => ({ id })), onError: 'continueRegularOutput' },
		);
		const message = 'No agent takes part in the message conversation';
		expect(items.map(({ json }) => json.error ?? json)).toEqual([
			message,
			message,
			{ success: true },
		]);
		expect(JSON.stringify(items[1].json)).toContain('(agent, emails, connected)');
	});
});

test('with a participant the communication is found, and the other way round; with both nothing is read', async () => {
	const { id, agents, customer: kim } = conversationIn(sim, 'message', customer, agent(), agent());
	const [{ id: one, communication }] = agents;
	const participant = byId(one);
	const both = { participant, communication: byId(communication.id) };
	for (const parameters of [{ participant }, { communication: both.communication }, both]) {
		sim.control.requests.clear();
		expect((await apply(id, parameters)).error).toBeUndefined();
		const calls = callsTo(sim);
		expect(calls).toHaveLength(parameters === both ? 1 : 2);
		expect(calls.at(-1)![0]).toContain(`${one}/communications/${communication.id}/wrapup`);
	}
	const { error } = await apply(id, { participant: byId(kim.id), communication: byId('nothing') });
	expect(error?.message).toContain('did not find');
	const mistaken = await apply(id, { communication: byId('nothing') });
	expect(mistaken.error?.message).toBe(
		'The conversation has no message communication with this ID',
	);
});

test('a conversation ID with spaces around it is found', async () => {
	const { id } = conversationIn(sim, 'message');
	expect((await apply(` ${id}\n`)).error).toBeUndefined();
});

test.each([
	['participants that are null', { id: 'c', participants: null }],
	['no participants', { id: 'c' }],
	['participants that are no objects', { participants: [null, 'x', 7] }],
	[
		'communications that are null',
		{ participants: [{ id: 'p', purpose: 'agent', messages: null }] },
	],
	[
		'communications without an ID',
		{ participants: [{ id: 'p', purpose: 'agent', messages: [{ state: 'connected' }, null] }] },
	],
	[
		'a participant without an ID',
		{ participants: [{ purpose: 'agent', messages: [{ id: 'm' }] }] },
	],
])('an answer with %s has no agent', async (_what, body) => {
	sim.control.faults.add({ kind: 'status', status: 200, body });
	const { error } = await apply('c');
	expect(error?.message).toBe('No agent takes part in the message conversation');
	expect(callsTo(sim)).toHaveLength(1);
});

test('the state of a communication can be missing', async () => {
	const messages = [{ id: 'm' }];
	const body = { participants: [{ id: 'p', purpose: 'agent', messages }] };
	sim.control.faults.add({ kind: 'status', status: 200, body });
	sim.control.faults.add({ kind: 'status', status: 202 });
	expect((await apply('c')).error).toBeUndefined();
	expect(callsTo(sim)[1][0]).toBe('POST messages/c/participants/p/communications/m/wrapup');
});

test('a code is needed, unless the wrap-up is provisional', async () => {
	const { id, now } = conversationIn(sim, 'message');
	const wrapUpFields = { provisional: true, notes: 'later' };
	expect((await apply(id, { wrapUpCode: byId(''), wrapUpFields })).error).toBeUndefined();
	expect(now().participants[1].communication.provisionalWrapup).toMatchObject({ notes: 'later' });

	const { error } = await apply(id, { wrapUpCode: byId('') });
	expect(error?.message).toBe('Genesys Cloud wants a wrap-up code');
});

test('tags that an expression did not give are none', async () => {
	const { id } = conversationIn(sim, 'message');
	await apply(id, { wrapUpFields: { tags: '={{ [] }}' } });
	expect(callsTo(sim)[1][1]).toEqual({ code: code().id });
});

test('Body Fields (JSON) win over the fields', async () => {
	const { id } = conversationIn(sim, 'message');
	await apply(id, {
		wrapUpFields: { notes: 'a' },
		options: { bodyJson: '{"notes":"b","durationSeconds":9}' },
	});
	expect(callsTo(sim)[1][1]).toEqual({ code: code().id, notes: 'b', durationSeconds: 9 });
});

test('a wrap-up whose answer is lost is applied again, to the same effect', async () => {
	const { id, now } = conversationIn(sim, 'message');
	sim.control.faults.add({ kind: 'resetAfter', match: { method: 'POST' } });
	expect((await apply(id)).error).toBeUndefined();
	expect(callsTo(sim).filter(([call]) => String(call).startsWith('POST'))).toHaveLength(2);
	expect(now().participants[1].communication.wrapup).toMatchObject({ code: code().id });
});

describe('a wrap-up that is read', () => {
	test('is that of the agent who has one, or what was saved for later', async () => {
		const { id, agents } = conversationIn(sim, 'email', customer, agent(gone), agent());
		const participant = byId(agents[0].id);
		await apply(id, { participant }, 'applyEmail');
		const later = { participant, wrapUpFields: { provisional: true, notes: 'later' } };
		await apply(id, { ...later, wrapUpCode: byId('') }, 'applyEmail');
		for (const operation of ['getEmail', 'getOfParticipantEmail']) {
			const { items } = await run(`wrapUp.${operation}`, { conversationId: id });
			expect(items[0].json).toMatchObject({ code: code().id });
			const options = { provisional: true };
			const saved = await run(`wrapUp.${operation}`, { conversationId: id, participant, options });
			expect(saved.items[0].json).toMatchObject({ notes: 'later' });
		}
	});

	test('can be missing', async () => {
		const { id } = conversationIn(sim, 'message');
		const { error } = await run('wrapUp.getMessage', { conversationId: id });
		expect(error?.message).toBe('Genesys Cloud has no wrap-up there');
		expect(error?.description).toContain('Provisional');
	});
});

test('the codes that an agent may use are an item each', async () => {
	const { id } = conversationIn(sim, 'email');
	const { items } = await run('wrapUp.getCodesEmail', { conversationId: id });
	const { wrapupCodes } = sim.control.cloud.directory();
	expect(items.map(({ json }) => json)).toEqual(wrapupCodes);
});
