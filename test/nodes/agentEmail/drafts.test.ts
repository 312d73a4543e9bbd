import type { INodeExecutionData } from 'n8n-workflow';
import { withSimulator } from '../../harness/simulator';
import { until } from '../../harness/until';
import { accepted, asAgent, byId, draftsIn, operationsOf, runInteraction, sentBy } from './desk';

const sim = withSimulator({ samples: false });

beforeEach(() => {
	sim.control.webServices.set({ delayMs: 20, channel: '/v2/me/interactions' });
	sim.control.requests.clear();
});
afterEach(() => {
	expect(sim.control.webServices.cometd.sessions()).toEqual([]);
});

const jsonOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);
const handshakes = () => sim.control.requests.list({ path: '/api/v2/notifications/handshake' });
const post = (path: string) => ({ method: 'POST', path: `/api/v2/me/interactions${path}` });

test('a reply is waited for, and comes out as the draft', async () => {
	const id = await accepted(sim, { from: 'ada@example.com', subject: 'Late', text: 'Where?' });
	const { items, error } = await runInteraction(sim, 'reply', {
		interactionId: byId(id),
		replyFields: {
			subjectPrefix: 'Re: ',
			quoteOriginal: true,
			indentCharacter: '> ',
			replyToStartLine: 'You wrote:',
			queueName: 'email-drafts',
		},
	});
	expect(error).toBeUndefined();
	const [draft] = draftsIn(sim);
	expect(draft).toMatchObject({ parentId: id, queueName: 'email-drafts' });
	expect(jsonOf(items)).toEqual([
		{
			id: draft.id,
			repliesTo: id,
			state: 'ReplyCreated',
			subtype: 'OutboundReply',
			receivedAt: draft.receivedAt,
			from: 'support@example.com',
			to: 'ada@example.com',
			cc: '',
			subject: 'Re: Late',
			text: 'You wrote:\n> Where?',
			capabilities: ['Cancel', 'Send', 'PlaceInWorkbin', 'UpdateProperties', 'LinkAttachment'],
		},
	]);
});

test('notifications are subscribed to before the reply is sent', async () => {
	const id = await accepted(sim);
	const subscribe = '/api/v2/notifications/subscribe';
	sim.control.faults.add({ kind: 'latency', ms: 200, match: { path: subscribe } });
	sim.control.requests.clear();
	await runInteraction(sim, 'reply', { interactionId: byId(id) });
	const paths = sim.control.requests.list({ method: 'POST' }).map(({ path }) => path);
	expect(paths.indexOf(subscribe)).toBeGreaterThan(-1);
	const replied = paths.indexOf(`/api/v2/me/interactions/${id}`);
	expect(replied).toBeGreaterThan(paths.indexOf(subscribe));
	// By the notification, and not by a look in the list that nothing came before.
	expect(sentBy(sim).map(({ method }) => method)).toEqual(['GET', 'POST']);
});

test('Simplify off leaves the draft as Genesys tells of it', async () => {
	const id = await accepted(sim, { subject: 'Late' });
	const { items } = await runInteraction(sim, 'reply', {
		interactionId: byId(id),
		simplify: false,
	});
	expect(jsonOf(items)).toMatchObject([
		{ channel: 'email', email_object: { Subject: 'Late' }, repliesTo: id },
	]);
});

test('a reply to all is the draft that the answer names, whatever else looks like it', async () => {
	const cc = 'bob@example.com';
	const id = await accepted(sim, { cc, subject: 'Late' });
	const other = await accepted(sim, { subject: 'Late' });
	sim.control.faults.add({ kind: 'latency', ms: 300, match: post(`/${id}`) });
	sim.control.requests.clear();
	const running = runInteraction(sim, 'replyAll', { interactionId: byId(id) });
	await until(() => operationsOf(sim).includes('ReplyAll'));
	await asAgent(sim, `/${other}`, { operationName: 'ReplyAll' });
	const { items } = await running;
	const mine = draftsIn(sim).find(({ parentId }) => parentId === id);
	expect(jsonOf(items)).toMatchObject([{ id: mine?.id, repliesTo: id, cc }]);
	expect(draftsIn(sim)).toHaveLength(2);
});

test('without waiting, nothing but the operation is sent', async () => {
	const [one, two] = [await accepted(sim), await accepted(sim)];
	sim.control.requests.clear();
	const parameters = { waitForDraft: false, interactionId: byId(one) };
	const reply = await runInteraction(sim, 'reply', parameters);
	expect(jsonOf(reply.items)).toEqual([{ id: one, success: true }]);
	expect(sentBy(sim)).toMatchObject([{ operationName: 'Reply' }]);
	expect(handshakes()).toEqual([]);
	const all = await runInteraction(sim, 'replyAll', { ...parameters, interactionId: byId(two) });
	await until(() => draftsIn(sim).length === 2);
	const { id: replyInteractionId } = draftsIn(sim)[1];
	expect(jsonOf(all.items)).toEqual([{ id: two, success: true, replyInteractionId }]);
	const create = await runInteraction(sim, 'create', {
		waitForDraft: false,
		queueName: 'email-drafts',
	});
	expect(jsonOf(create.items)).toEqual([{ success: true }]);
	await until(() => draftsIn(sim).length === 3);
});

test('a new email is waited for; one that is already there is not taken for it', async () => {
	await asAgent(sim, '', {
		operationName: 'Create',
		queueName: 'support',
		interactionType: 'Outbound',
		interactionSubType: 'OutboundNew',
	});
	await until(() => draftsIn(sim).length === 1);
	const { items, error } = await runInteraction(sim, 'create', { queueName: 'email-drafts' });
	expect(error).toBeUndefined();
	const [, mine] = draftsIn(sim);
	expect(mine).toMatchObject({ queueName: 'email-drafts' });
	expect(jsonOf(items)).toMatchObject([{ id: mine.id, subtype: 'OutboundNew' }]);
	expect(jsonOf(items)[0]).not.toHaveProperty('repliesTo');
});

test('many at once: each has its own draft, by one session', async () => {
	const ids: string[] = [];
	// All alike, so that only their order tells them apart.
	for (let n = 0; n < 20; n++) ids.push(await accepted(sim, { subject: 'A question' }));
	sim.control.requests.clear();
	const items = ids.map((id) => ({ id }));
	const run = await runInteraction(sim, 'reply', { interactionId: '={{ $json.id }}' }, { items });
	expect(run.error).toBeUndefined();
	const parents = new Map(draftsIn(sim).map(({ id, parentId }) => [id, parentId]));
	expect(jsonOf(run.items).map(({ id }) => parents.get(String(id)))).toEqual(ids);
	expect(handshakes()).toHaveLength(1);
});

test('a draft that somebody else begins meanwhile is not taken for it', async () => {
	const id = await accepted(sim, { subject: 'Late' });
	const other = await accepted(sim, { subject: 'Early' });
	// The reply arrives after the other one has been told of.
	sim.control.faults.add({ kind: 'latency', ms: 300, match: post(`/${id}`) });
	sim.control.requests.clear();
	const running = runInteraction(sim, 'reply', { interactionId: byId(id) });
	await until(() => operationsOf(sim).includes('Reply'));
	await asAgent(sim, `/${other}`, { operationName: 'Reply' });
	await asAgent(sim, '', {
		operationName: 'Create',
		queueName: 'support',
		interactionType: 'Outbound',
		interactionSubType: 'OutboundNew',
	});
	const { items } = await running;
	const [mine] = draftsIn(sim).filter(({ parentId }) => parentId === id);
	expect(jsonOf(items)).toMatchObject([{ id: mine.id, repliesTo: id, subject: 'Late' }]);
});

test('of two that look the same and appear at once, none is guessed', async () => {
	const id = await accepted(sim, { subject: 'Late' });
	const other = await accepted(sim, { subject: 'Late' });
	sim.control.requests.clear();
	const running = runInteraction(sim, 'reply', {
		interactionId: byId(id),
		// Nothing is told there, so that both are seen at once, in the list.
		options: { endpoint: '/nowhere' },
	});
	await until(() => operationsOf(sim).includes('Reply'));
	await asAgent(sim, `/${other}`, { operationName: 'Reply' });
	const { error } = await running;
	expect(error?.message).toBe(
		'Several drafts appeared at once, and each of them could be the new one',
	);
	for (const draft of draftsIn(sim)) expect(error?.description).toContain(draft.id);
});

test('a draft whose notification is lost is found in the list', async () => {
	const id = await accepted(sim, { subject: 'Late' });
	sim.control.faults.add({ kind: 'latency', ms: 300, match: post(`/${id}`) });
	sim.control.requests.clear();
	const running = runInteraction(sim, 'reply', { interactionId: byId(id) });
	await until(() => operationsOf(sim).includes('Reply'));
	sim.control.webServices.set({ channel: '/v2/elsewhere' });
	const { items, hints } = await running;
	expect(sim.control.webServices.notifications().at(-1)).toMatchObject({ sessions: 0 });
	expect(jsonOf(items)).toMatchObject([{ id: draftsIn(sim)[0].id, subject: 'Late' }]);
	expect(hints).toEqual([]);
});

test('where there are no notifications, drafts are found in the list, and a hint says so', async () => {
	const id = await accepted(sim, { subject: 'Late' });
	const { items, hints } = await runInteraction(sim, 'reply', {
		interactionId: byId(id),
		options: { endpoint: '/nowhere' },
	});
	expect(jsonOf(items)).toMatchObject([{ id: draftsIn(sim)[0].id, subject: 'Late' }]);
	expect(hints).toEqual([expect.stringContaining('because there are no notifications: ')]);
});

test('an account that may not hear of interactions finds its drafts in the list', async () => {
	const id = await accepted(sim, { subject: 'Late' });
	const { items, hints } = await runInteraction(sim, 'reply', {
		interactionId: byId(id),
		options: { topic: '/v2/others' },
	});
	expect(jsonOf(items)).toMatchObject([{ id: draftsIn(sim)[0].id, subject: 'Late' }]);
	expect(hints).toEqual([expect.stringContaining('subscribe_denied')]);
});

test('a draft that does not appear is an error that says so', async () => {
	const id = await accepted(sim);
	sim.control.webServices.set({ delayMs: 60_000 });
	const { error } = await runInteraction(sim, 'reply', {
		interactionId: byId(id),
		options: { draftTimeout: 1 },
	});
	expect(error?.message).toBe('No draft appeared within 1 s');
	expect(error?.description).toMatch(/^Genesys accepted the request, so the draft may exist/);
	// It was looked for before it was given up.
	expect(sentBy(sim).at(-1)).toMatchObject({ method: 'GET', path: '' });
});

test('where the list cannot be read, nothing is sent', async () => {
	const id = await accepted(sim);
	const match = { method: 'GET', path: '/api/v2/me/interactions' };
	sim.control.faults.add({ kind: 'status', status: 404, match });
	sim.control.requests.clear();
	const { error } = await runInteraction(sim, 'reply', { interactionId: byId(id) });
	expect(error?.message).toBe('The open interactions of the agent could not be read');
	expect(error?.description).toMatch(/^Nothing was sent: .* Switch off Wait for Draft/);
	expect(operationsOf(sim)).toEqual([]);
});

test('a refused reply has the reason of the server, and fails its own item only', async () => {
	const [one, two] = [await accepted(sim), await accepted(sim)];
	const run = await runInteraction(
		sim,
		'reply',
		{ interactionId: '={{ $json.id }}', replyFields: { queueName: '={{ $json.queue }}' } },
		{
			items: [
				{ id: one, queue: 'nowhere' },
				{ id: two, queue: 'support' },
			],
			onError: 'continueRegularOutput',
		},
	);
	expect(jsonOf(run.items)).toMatchObject([
		{ details: { description: expect.stringContaining('There is no queue nowhere') } },
		{ repliesTo: two },
	]);
});

test('a session that is lost between reply and draft is opened again', async () => {
	const id = await accepted(sim, { subject: 'Late' });
	sim.control.webServices.set({ delayMs: 300 });
	const running = runInteraction(sim, 'reply', { interactionId: byId(id) });
	await until(() => operationsOf(sim).includes('Reply'));
	expect(sim.control.webServices.cometd.loseSessions({ dropPolls: true })).toBe(1);
	const { items, error } = await running;
	expect(error).toBeUndefined();
	expect(jsonOf(items)).toMatchObject([{ subject: 'Late', repliesTo: id }]);
});

test('a cancelled execution waits no longer', async () => {
	const id = await accepted(sim);
	sim.control.webServices.set({ delayMs: 60_000 });
	let cancel = () => {};
	sim.control.requests.clear();
	const running = runInteraction(
		sim,
		'reply',
		{ interactionId: byId(id) },
		{ onStart: (stop) => (cancel = stop) },
	);
	await until(() => operationsOf(sim).includes('Reply'));
	await until(() => sim.control.webServices.cometd.heldPolls() === 1);
	cancel();
	await running;
	await until(() => sim.control.webServices.cometd.sessions().length === 0);
});
