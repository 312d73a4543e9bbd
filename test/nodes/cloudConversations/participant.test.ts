import { withSimulator } from '../../harness/simulator';
import { byId, callsTo, conversationIn, runnerOf } from './parts';

const sim = withSimulator({ seed: 1, samples: false });
const run = runnerOf(sim);

test('a participant is changed by what was set, and by nothing else', async () => {
	const { id, agents, now } = conversationIn(sim, 'email');
	const { items, error } = await run('participant.updateEmail', {
		conversationId: id,
		updateFields: { held: true, wrapupSkipped: false },
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toEqual({ success: true });
	expect(callsTo(sim)).toEqual([
		[`GET ${id}`, undefined],
		[`PATCH emails/${id}/participants/${agents[0].id}`, { held: true, wrapupSkipped: false }],
	]);
	expect(now().participants[1].communication.held).toBe(true);
});

test.each([
	['nothing', {}],
	['tags that are none', { wrapUpFields: { tags: '' } }],
])('a participant is not changed by %s', async (_what, parameters) => {
	const { id } = conversationIn(sim, 'message');
	const { error } = await run('participant.updateMessage', { conversationId: id, ...parameters });
	expect(error?.message).toBe('There is nothing to update');
	expect(callsTo(sim)).toEqual([]);
});

test('whoever is called is connected, not the one who is connected already', async () => {
	const userId = sim.control.cloud.directory().users[1].id;
	const called = { purpose: 'agent', userId, state: 'alerting' } as const;
	const served = { purpose: 'agent', userId } as const;
	for (const [operation, parameters] of [
		['updateEmail', { updateFields: { state: 'connected' } }],
		['updateCommunicationEmail', { state: 'connected' }],
	] as const) {
		const { id, agents } = conversationIn(sim, 'email', { purpose: 'customer' }, served, called);
		sim.control.requests.clear();
		await run(`participant.${operation}`, { conversationId: id, ...parameters });
		expect(callsTo(sim)[1][0]).toContain(`/participants/${agents[1].id}`);
	}
});

test('an agent with two communications is one participant', async () => {
	const messages = ['m', 'n'].map((id) => ({ id, state: 'disconnected' }));
	const body = { participants: [{ id: 'p', purpose: 'agent', messages }] };
	const changed = async (operation: string, parameters: object) => {
		sim.control.faults.add({ kind: 'status', status: 200, body });
		sim.control.faults.add({ kind: 'status', status: 202 });
		return await run(`participant.${operation}`, { conversationId: 'c', ...parameters });
	};
	const { error } = await changed('updateMessage', { updateFields: { wrapupSkipped: true } });
	expect(error).toBeUndefined();
	expect(callsTo(sim).at(-1)![0]).toBe('PATCH messages/c/participants/p');
	sim.control.faults.add({ kind: 'status', status: 200, body });
	const one = await run('participant.updateCommunicationMessage', { conversationId: 'c' });
	expect(one.error?.message).toContain('Several communications');
});

test('a participant that is named is not looked for, and can be disconnected and wrapped up at once', async () => {
	const { id, agents, now } = conversationIn(sim, 'message');
	const [code] = sim.control.cloud.directory().wrapupCodes;
	await run('participant.updateMessage', {
		conversationId: id,
		participant: byId(agents[0].id),
		updateFields: { state: 'disconnected' },
		wrapUpCode: byId(code.id),
		wrapUpFields: { notes: 'Done' },
	});
	expect(callsTo(sim)).toEqual([
		[
			`PATCH messages/${id}/participants/${agents[0].id}`,
			{ state: 'disconnected', wrapup: { code: code.id, notes: 'Done' } },
		],
	]);
	const { communication } = now().participants[1];
	expect(communication).toMatchObject({ state: 'disconnected', wrapup: { notes: 'Done' } });
});

test('a communication is disconnected, and no other of the conversation', async () => {
	const userId = sim.control.cloud.directory().users[1].id;
	const { id, agents, now } = conversationIn(
		sim,
		'message',
		{ purpose: 'customer' },
		{ purpose: 'agent', userId },
		{ purpose: 'agent', userId },
	);
	const { items } = await run('participant.updateCommunicationMessage', {
		conversationId: id,
		communication: byId(agents[0].communication.id),
	});
	expect(items[0].json).toEqual({ success: true });
	const states = now().participants.map(({ communication }) => communication.state);
	expect(states).toEqual(['connected', 'disconnected', 'connected']);
	expect(callsTo(sim)[1][1]).toEqual({ state: 'disconnected' });
});

describe('a transfer', () => {
	const transfer = async (id: string, parameters: object) =>
		await run('participant.transferMessage', { conversationId: id, ...parameters });

	test.each([
		['queue', 'queueId'],
		['user', 'userId'],
		['userName', 'userName'],
		['address', 'address'],
	])('to a target by %s sends that one only', async (transferTo, name) => {
		const { users, queues } = sim.control.cloud.directory();
		const { id, agents } = conversationIn(sim, 'message');
		const values = {
			queue: byId(queues[0].id),
			user: byId(users[1].id),
			userName: users[1].name,
			address: ` ${queues[0].id} `,
		};
		const { error } = await transfer(id, { transferTo, ...values });
		expect(error).toBeUndefined();
		const wanted = { queueId: queues[0].id, userId: users[1].id, userName: users[1].name };
		const all: Record<string, string> = { ...wanted, address: queues[0].id };
		expect(callsTo(sim)[1]).toEqual([
			`POST messages/${id}/participants/${agents[0].id}/replace`,
			{ [name]: all[name], transferType: 'Unattended' },
		]);
	});

	test('to what an expression chooses needs that field only', async () => {
		const { id } = conversationIn(sim, 'message');
		const [queue] = sim.control.cloud.directory().queues;
		const transferTo = '={{ "queue" }}';
		expect((await transfer(id, { transferTo, queue: byId(queue.id) })).error).toBeUndefined();
		expect(callsTo(sim)[1][1]).toMatchObject({ queueId: queue.id });
		sim.control.requests.clear();
		const { error } = await transfer(id, { transferTo: 'userName', userName: '={{ $json.gone }}' });
		expect(error?.message).toBe('The field "User Name" has no value');
		expect(callsTo(sim)).toEqual([]);
	});

	test('of a conversation without an agent is refused before anything is sent', async () => {
		const { id } = conversationIn(sim, 'message', { purpose: 'customer' });
		const { queues } = sim.control.cloud.directory();
		const { error } = await transfer(id, { queue: byId(queues[0].id) });
		expect(error?.message).toBe('No agent takes part in the message conversation');
	});

	test('of an agent who has left is an error that says so', async () => {
		const { id, agents } = conversationIn(sim, 'message');
		const { queues } = sim.control.cloud.directory();
		const parameters = { participant: byId(agents[0].id), queue: byId(queues[0].id) };
		expect((await transfer(id, parameters)).error).toBeUndefined();
		const { error } = await transfer(id, parameters);
		expect(error?.message).toBe('The state of the conversation does not allow this');

		const code = 'conversations.error.transfer.not.connected';
		sim.control.faults.add({ kind: 'status', status: 400, body: { code, status: 400 } });
		const second = await transfer(id, parameters);
		expect(second.error?.message).toBe('Only a connected participant can be transferred');

		const inactive = 'conversation.error.forbidden.not.active.participant';
		const body = { code: inactive, status: 403 };
		sim.control.faults.add({ kind: 'status', status: 403, body });
		const third = await transfer(id, parameters);
		expect(third.error?.message).toBe('Only who takes part in the conversation may do this');
	});

	test('whose answer is lost is not sent again: the conversation could move twice', async () => {
		const { id, agents } = conversationIn(sim, 'message');
		const { queues } = sim.control.cloud.directory();
		sim.control.faults.add({ kind: 'resetAfter', match: { method: 'POST' } });
		const participant = byId(agents[0].id);
		const { error } = await transfer(id, { participant, queue: byId(queues[0].id) });
		expect(error).toBeDefined();
		expect(callsTo(sim)).toHaveLength(1);
	});
});

describe('attributes', () => {
	const setAttributes = async (id: string, parameters: object, items = [{}]) =>
		await run('participant.setAttributesEmail', { conversationId: id, ...parameters }, { items });

	test('of the input item become texts, without what is to be ignored', async () => {
		const { id, agents, now } = conversationIn(sim, 'email');
		const item = { tier: 'gold', age: 7, vip: false, more: { a: [1] }, none: null, empty: '', id };
		const { items } = await setAttributes(
			id,
			{ dataMode: 'autoMapInputData', inputsToIgnore: 'id' },
			[item],
		);
		const attributes = { tier: 'gold', age: '7', vip: 'false', more: '{"a":[1]}', empty: '' };
		expect(callsTo(sim)[1]).toEqual([
			`PATCH emails/${id}/participants/${agents[0].id}/attributes`,
			{ attributes },
		]);
		expect(items[0].json).toEqual({ attributes });
		expect(now().participants[1].attributes).toEqual(attributes);
	});

	test('whose expression gives nothing are left as they are, and dates are texts', async () => {
		const { id } = conversationIn(sim, 'email');
		const day = new Date(0);
		const entries = Object.entries({
			gone: '={{ $json.gone }}',
			none: '={{ null }}',
			emptied: '',
			day: '={{ $json.day }}',
		}).map(([key, value]) => ({ key, value }));
		const attributes = { emptied: '', day: day.toISOString() };
		await setAttributes(id, { data: { entries } }, [{ day }]);
		expect(callsTo(sim)[1][1]).toEqual({ attributes });
		await setAttributes(id, { dataMode: 'autoMapInputData' }, [{ day }]);
		expect(callsTo(sim).at(-1)![1]).toEqual({ attributes: { day: day.toISOString() } });
	});

	test('a date that is none is refused in words', async () => {
		const { id } = conversationIn(sim, 'email');
		const data = { entries: [{ key: 'day', value: '={{ $json.day }}' }] };
		const day = new Date(NaN);
		const { error } = await setAttributes(id, { data }, [{ day }]);
		expect(error?.message).toContain('is not a date');
	});

	test('are added to those that are there', async () => {
		const { id, customer, now } = conversationIn(sim, 'email');
		const participant = byId(customer.id);
		const data = { entries: [{ key: 'tier', value: 'gold' }] };
		await setAttributes(id, { participant, data });
		await setAttributes(id, { participant, dataMode: 'json', dataJson: '{"case":"4711"}' });
		expect(now().participants[0].attributes).toEqual({ tier: 'gold', case: '4711' });
	});
});

test('an email is parked and resumed, the second time of the one who parked it', async () => {
	const userId = sim.control.cloud.directory().users[1].id;
	const { id, agents, now } = conversationIn(
		sim,
		'email',
		{ purpose: 'customer' },
		{ purpose: 'agent', userId, state: 'parked' },
		{ purpose: 'agent', userId },
	);
	const states = () => now().participants.map(({ communication }) => communication.state);
	const park = async (parameters: object) =>
		await run('participant.parkEmail', { conversationId: id, ...parameters });
	await park({ parkingState: 'connected' });
	expect(states()).toEqual(['connected', 'connected', 'connected']);
	const { items } = await park({ participant: byId(agents[1].id) });
	expect(items[0].json).toEqual({ success: true });
	expect(states()).toEqual(['connected', 'connected', 'parked']);
	expect(callsTo(sim).at(-1)![1]).toEqual({ state: 'parked' });
});

test('only a user can listen in', async () => {
	const { id, agents, now } = conversationIn(sim, 'message');
	const refused = await run(
		'participant.monitorMessage',
		{ conversationId: id },
		{ caller: 'client' },
	);
	expect(`${refused.error?.message} ${refused.error?.description}`).toContain(
		'Authorization Code (PKCE)',
	);
	const { items } = await run('participant.monitorMessage', { conversationId: id });
	expect(items[0].json).toEqual({ success: true });
	expect(now().participants.at(-1)).toMatchObject({ monitoredParticipantId: agents[0].id });
});

describe('Disconnect of a conversation of any kind', () => {
	test('ends it for everybody and wraps up for those who owe it', async () => {
		for (const media of ['email', 'video', 'cobrowse'] as const) {
			const { id, now } = conversationIn(sim, media);
			const { items, error } = await run('conversation.disconnect', { conversationId: id });
			expect(error).toBeUndefined();
			expect(items[0].json).toEqual({ answer: 'Accepted' });
			const { participants } = now();
			expect(participants.map(({ communication }) => communication.state)).toEqual([
				'disconnected',
				'disconnected',
			]);
			expect(participants[1].communication.wrapup).toBeDefined();
		}
	});

	test('names the permission that is missing', async () => {
		sim.control.cloud.set({ deniedPermissions: ['conversation:communication:disconnect'] });
		const { id } = conversationIn(sim, 'message');
		const { error } = await run('conversation.disconnect', { conversationId: id });
		expect(error?.message).toContain('lacks a permission');
		expect(error?.description).toContain('conversation:communication:disconnect');
		sim.control.cloud.set({ deniedPermissions: [] });
	});

	test.each([
		[200, 'Something other than a Genesys web API answered'],
		[202, 'A web page came in place of the answer of Genesys'],
	])('takes no page of a proxy with status %i for its answer', async (status, message) => {
		const body = '<html>Sign in</html>';
		sim.control.faults.add({ kind: 'status', status, body });
		const { error } = await run('conversation.disconnect', { conversationId: 'c' });
		expect(error?.message).toBe(message);
	});

	test('can have no text for its answer', async () => {
		sim.control.faults.add({ kind: 'status', status: 202, body: '' });
		const { items } = await run('conversation.disconnect', { conversationId: 'c' });
		expect(items[0].json).toEqual({ success: true });
	});
});
