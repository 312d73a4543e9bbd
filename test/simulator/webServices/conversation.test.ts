import type { InteractionStateMessage } from '../../../simulator';
import { runReferenceClient } from '../cometd/runReferenceClient';
import { until } from '../helper';
import {
	accepted,
	Agent,
	basic,
	CHANNEL,
	notified,
	NOTIFICATIONS,
	replied,
	startDesk,
} from './helper';

const MAIL = {
	from: 'ada@example.com',
	to: 'shop@example.com',
	cc: 'bob@example.com',
	replyTo: 'ada@home.example',
	subject: 'Late',
	text: 'Where is it?\nAda',
};

test('a whole conversation, followed by the reference CometD client', async () => {
	const { sim, agent } = await startDesk({ cometd: { timeoutMs: 500 } });
	const url = sim.url + NOTIFICATIONS;
	const { child, heard, ended } = runReferenceClient<InteractionStateMessage>(url, basic(), [
		CHANNEL,
	]);
	const other = runReferenceClient<InteractionStateMessage>(url, basic('supervisor'), [CHANNEL]);
	await heard(1, { event: 'subscribed', successful: true });
	await other.heard(1, { event: 'subscribed', successful: true });
	let count = 0;
	const next = async () =>
		(await heard(++count, { event: 'message', channel: CHANNEL }))[count - 1].data;

	const { id } = await sim.control.webServices.addEmail(MAIL);
	expect(await next()).toEqual({
		messageTypeName: 'InteractionStateMessage',
		id,
		channel: 'email',
		email_object: {
			ToAddress: 'shop@example.com',
			FromAddress: 'ada@example.com',
			CCAddresses: 'bob@example.com',
			Subject: 'Late',
			Text: 'Where is it?\nAda',
			StructuredText: '',
			MimeType: 'text/plain',
			StructuredTextMimeType: 'text/html',
		},
		interactionType: 'Email',
		interactionSubType: 'InboundNew',
		receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
		state: 'Invited',
		capabilities: ['Accept', 'Reject'],
	});

	expect((await agent.perform(id, 'Accept')).data).toEqual({ status: 'ok' });
	expect(await next()).toMatchObject({
		id,
		state: 'Accepted',
		capabilities: ['Reply', 'ReplyAll', 'Transfer', 'Complete', 'PlaceInQueue'],
	});

	const options = {
		subjectPrefix: 'Re: ',
		replyToStartLine: 'You wrote:',
		indentCharacter: '> ',
		quoteOriginal: true,
		queueName: 'email-drafts',
	};
	expect((await agent.perform(id, 'Reply', options)).data).toEqual({ status: 'ok' });
	const draft = await next();
	expect(draft).toMatchObject({
		email_object: {
			ToAddress: 'ada@home.example',
			FromAddress: 'shop@example.com',
			CCAddresses: '',
			Subject: 'Re: Late',
			Text: 'You wrote:\n> Where is it?\n> Ada',
		},
		interactionType: 'Email',
		interactionSubType: 'OutboundReply',
		state: 'ReplyCreated',
		capabilities: ['Cancel', 'Send', 'PlaceInWorkbin', 'UpdateProperties', 'LinkAttachment'],
	});
	const draftId = draft?.id ?? '';

	const { data } = await agent.attach(
		draftId,
		Buffer.from('%PDF'),
		'label ü.pdf',
		'application/pdf',
	);
	expect(data).toEqual({ statusCode: 0, documentId: expect.stringMatching(/^\w{16}$/) });
	const email = {
		toAddress: 'ada@example.com',
		fromAddress: 'shop@example.com',
		ccAddress: 'bob@example.com',
		bccAddress: 'log@example.com',
		subject: 'Re: Late',
		text: 'Tomorrow',
	};
	const sent = await agent.perform(draftId, 'Send', { queueName: 'support', email_object: email });
	expect(sent.data).toEqual({ status: 'ok' });
	expect(await next()).toMatchObject({ id: draftId, state: 'Sent', capabilities: [] });
	expect((await agent.perform(id, 'Complete')).data).toEqual({ status: 'ok' });
	expect(await next()).toMatchObject({ id, state: 'Completed', capabilities: [] });

	expect(await agent.inbox()).toEqual([]);
	const [inbound, outbound] = sim.control.webServices.interactions();
	expect(inbound).toMatchObject({ id, state: 'Completed', agent: 'agent' });
	expect(outbound).toMatchObject({
		id: draftId,
		state: 'Sent',
		parentId: id,
		bccAddresses: 'log@example.com',
		queueName: 'support',
		email: { ToAddress: 'ada@example.com', CCAddresses: 'bob@example.com', Text: 'Tomorrow' },
	});
	expect(sim.control.webServices.attachments()).toMatchObject([
		{ interactionId: draftId, filename: 'label ü.pdf' },
	]);
	expect(sim.control.webServices.notifications().map(({ sessions }) => sessions)).toEqual([
		1, 1, 1, 1, 1,
	]);

	// What is transferred leaves the one inbox and comes to the other.
	const passed = await accepted(sim, agent);
	await agent.perform(passed, 'Transfer', { userUri: `${sim.url}/api/v2/users/supervisor` });
	const [{ data: invitation }] = await other.heard(1, { event: 'message' });
	expect(invitation).toMatchObject({ id: passed, state: 'Invited' });
	expect([await next(), await next(), await next()].map((message) => message?.state)).toEqual([
		'Invited',
		'Accepted',
		'Transferred',
	]);

	child.stdin.write('\n');
	other.child.stdin.write('\n');
	expect([await ended, await other.ended]).toEqual([0, 0]);
	await sim.close();
});

describe('operations', () => {
	let sim: Awaited<ReturnType<typeof startDesk>>['sim'];
	let agent: Agent;

	beforeAll(async () => {
		({ sim, agent } = await startDesk());
	});

	afterEach(async () => {
		await sim.control.reset();
		sim.control.webServices.set({ refusals: 'ok', delayMs: 1 });
	});

	afterAll(async () => await sim.close());

	test('Reply All answers the id of the draft, keeps the copies and quotes by default', async () => {
		const id = await accepted(sim, agent, MAIL);
		const { data } = await agent.perform(id, 'ReplyAll', { subjectPrefix: 'AW: ' });
		expect(data).toEqual({ status: 'ok', replyInteractionId: expect.any(String) });
		const { message } = await notified(sim, 'ReplyCreated');
		expect(message).toMatchObject({
			id: data.replyInteractionId,
			email_object: {
				ToAddress: 'ada@home.example',
				CCAddresses: 'bob@example.com',
				Subject: 'AW: Late',
				Text: MAIL.text,
			},
		});
	});

	test('a Reply quotes nothing unless told, and does not name the draft', async () => {
		const id = await accepted(sim, agent, MAIL);
		expect((await agent.perform(id, 'Reply')).data).toEqual({ status: 'ok' });
		const { message } = await notified(sim, 'ReplyCreated');
		expect(message.email_object).toMatchObject({ Subject: 'Late', Text: '' });
	});

	test('a draft is there when its notification comes, and not before', async () => {
		sim.control.webServices.set({ delayMs: 50 });
		const id = await accepted(sim, agent);
		const { data } = await agent.perform(id, 'ReplyAll');
		expect((await agent.get(data.replyInteractionId)).status).toBe(404);
		await notified(sim, 'ReplyCreated');
		expect((await agent.get(data.replyInteractionId)).data).toMatchObject({
			statusCode: 0,
			interaction: { id: data.replyInteractionId, state: 'ReplyCreated', attachments: [] },
		});
	});

	test('Cancel ends a draft, and its original goes on', async () => {
		const id = await replied(sim, agent);
		expect((await agent.perform(id, 'Cancel')).data).toEqual({ status: 'ok' });
		expect(await notified(sim, 'Cancelled')).toMatchObject({ message: { id, capabilities: [] } });
		expect((await agent.inbox()).map(({ state }: { state: string }) => state)).toEqual([
			'Accepted',
		]);
	});

	test('Create makes an e-mail of its own, which can be sent', async () => {
		const about = {
			queueName: 'email-drafts',
			interactionType: 'Outbound',
			interactionSubType: 'OutboundNew',
		};
		expect((await agent.perform('', 'Create', about)).data).toEqual({ status: 'ok' });
		const { message } = await notified(sim, 'ReplyCreated');
		expect(message).toMatchObject({ interactionSubType: 'OutboundNew', interactionType: 'Email' });
		const email = {
			toAddress: 'a@b.example',
			fromAddress: 'c@d.example',
			subject: 'Hi',
			text: 'Hi',
		};
		const { data } = await agent.perform(message.id, 'Send', { email_object: email });
		expect(data).toEqual({ status: 'ok' });
		const refused = await agent.perform('', 'Create', { ...about, interactionType: 'Inbound' });
		expect(refused.data).toMatchObject({ status: 'error' });
		expect(refused.data.errorDescription).toContain('OutboundNew');
	});

	test.each([
		['Reject', {}, 'Rejected'],
		['PlaceInQueue', { queueName: 'billing' }, 'PlacedInQueue'],
		['Transfer', { queueName: 'billing' }, 'Transferred'],
	])(
		'%s takes it out of the inbox, and another agent can be invited',
		async (name, more, state) => {
			const { id } = await sim.control.webServices.addEmail();
			if (name !== 'Reject') await agent.perform(id, 'Accept');
			expect((await agent.perform(id, name, more)).data).toEqual({ status: 'ok' });
			expect(await notified(sim, state)).toMatchObject({ agent: 'agent', message: { id } });
			expect(await agent.inbox()).toEqual([]);
			sim.control.webServices.invite(id, 'supervisor');
			const supervisor = new Agent(sim, basic('supervisor'));
			expect(await supervisor.inbox()).toMatchObject([{ id, state: 'Invited' }]);
			expect((await agent.perform(id, 'Accept')).data.status).toBe('error');
			expect((await supervisor.perform(id, 'Accept')).data).toEqual({ status: 'ok' });
		},
	);

	test('a draft that is transferred is written on by the other agent', async () => {
		const id = await replied(sim, agent);
		await agent.perform(id, 'Transfer', { userUri: 'supervisor' });
		const supervisor = new Agent(sim, basic('supervisor'));
		await supervisor.perform(id, 'Accept');
		expect((await supervisor.inbox())[0]).toMatchObject({ id, state: 'ReplyCreated' });
	});

	test.each([
		['Invited', 'Reply', 'Accept, Reject'],
		['Invited', 'Complete', 'Accept, Reject'],
		['Accepted', 'Accept', 'Reply, ReplyAll, Transfer, Complete, PlaceInQueue'],
		['Accepted', 'Cancel', 'Reply, ReplyAll, Transfer, Complete, PlaceInQueue'],
		['ReplyCreated', 'Reply', 'Send, Cancel, Transfer, PlaceInQueue'],
		['ReplyCreated', 'Complete', 'Send, Cancel, Transfer, PlaceInQueue'],
		['Completed', 'Complete', 'nothing any more'],
	])('in state %s there is no %s', async (state, name, allowed) => {
		const { id } =
			state === 'ReplyCreated'
				? { id: await replied(sim, agent) }
				: await sim.control.webServices.addEmail();
		if (state === 'Accepted' || state === 'Completed') await agent.perform(id, 'Accept');
		if (state === 'Completed') await agent.perform(id, 'Complete');
		const errorDescription = `${name} is not allowed in state ${state} of interaction ${id}. Allowed: ${allowed}`;
		const answer = await agent.perform(id, name);
		expect([answer.status, answer.data]).toEqual([200, { status: 'error', errorDescription }]);
		sim.control.webServices.set({ refusals: 'httpStatus' });
		const refused = await agent.perform(id, name);
		expect([refused.status, refused.data]).toEqual([409, { status: 'error', errorDescription }]);
	});

	test.each<[string, object, RegExp, number]>([
		['Dance', {}, /no operation "Dance" here. Operations: Accept/, 400],
		['Create', {}, /no operation "Create" here/, 400],
		['Accept', { reason: 'x' }, /additional properties: reason/, 400],
		['Send', {}, /email_object/, 400],
		['Send', { email_object: { toAddress: 'a', subject: '', text: '' } }, /fromAddress/, 400],
		['Transfer', {}, /either userUri or queueName/, 400],
		['Transfer', { userUri: 'nobody' }, /no user nobody. Users: agent, supervisor/, 400],
		['PlaceInQueue', { queueName: 'none' }, /no queue none. Queues: email-inbound/, 400],
		['Reply', { queueName: 'none' }, /no queue none/, 400],
	])('%s with %j is refused', async (name, more, reason, status) => {
		const id = name === 'Send' ? await replied(sim, agent) : await accepted(sim, agent);
		const answer = await agent.perform(id, name, more);
		expect([answer.status, answer.data.status]).toEqual([200, 'error']);
		expect(answer.data.errorDescription).toMatch(reason);
		sim.control.webServices.set({ refusals: 'httpStatus' });
		expect((await agent.perform(id, name, more)).status).toBe(status);
	});

	test('what is not there, and what belongs to somebody else, is not found', async () => {
		const { id } = await sim.control.webServices.addEmail({ agent: 'supervisor' });
		for (const unknown of [id, 'nothing']) {
			expect((await agent.perform(unknown, 'Accept')).data).toEqual({
				status: 'error',
				errorDescription: `There is no interaction ${unknown} among those of agent`,
			});
			const answer = await agent.get(unknown);
			expect([answer.status, answer.data.statusCode]).toEqual([404, 404]);
		}
		const odd = await agent.http.put(`/api/v2/me/interactions/${id}`, {});
		expect([odd.status, odd.data.statusCode]).toEqual([404, 404]);
	});

	test('the control API does the same', async () => {
		const root = '/_simulator/web-services';
		const { data } = await agent.http.post(`${root}/emails`, { subject: 'Hi', agent: 'agent' });
		expect(data).toMatchObject({ state: 'Invited', agent: 'agent', email: { Subject: 'Hi' } });
		await agent.perform(data.id, 'Reject');
		const invite = `${root}/interactions/${data.id}/invite`;
		expect((await agent.http.post(invite, { agent: 'nobody' })).status).toBe(404);
		expect((await agent.http.post(invite, { agent: 'supervisor' })).data.state).toBe('Invited');
		expect((await agent.http.post(invite, { agent: 'supervisor' })).status).toBe(409);
		expect((await agent.http.post(`${root}/emails`, { agent: 'nobody' })).status).toBe(404);
		expect((await agent.http.get(`${root}/interactions`)).data).toHaveLength(1);
		const settings = await agent.http.put(`${root}/settings`, { delayMs: 0 });
		expect(settings.data).toMatchObject({ delayMs: 0, channel: CHANNEL, refusals: 'ok' });
		expect((await agent.http.post(`${root}/csrf/expire`)).data).toEqual({ expired: 0 });
		expect((await agent.http.get(`${root}/cometd/sessions`)).data).toMatchObject({ sessions: [] });
		await agent.http.post(`${root}/reset`);
		for (const list of ['interactions', 'notifications', 'attachments']) {
			expect((await agent.http.get(`${root}/${list}`)).data).toEqual([]);
		}
	});
});

test('two e-mails wait in the inbox of the first user at the start, also after a reset', async () => {
	const { sim, agent } = await startDesk({ samples: true });
	const before = await agent.inbox();
	expect(before).toHaveLength(2);
	await sim.control.reset();
	const ids = (list: Array<{ id: string }>) => list.map(({ id }) => id);
	await until(async () => (await agent.inbox()).length === 2);
	expect(ids(await agent.inbox())).toEqual(ids(before));
	await sim.close();
});
