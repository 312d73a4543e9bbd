import type { INodeParameters } from 'n8n-workflow';
import { withSimulator } from '../../harness/simulator';
import { asked, byId, emailConversation, lastBody, operate, queueOf } from './emailCase';

const sim = withSimulator({ samples: false });
const run = (operation: string, parameters: INodeParameters, more = {}) =>
	operate(sim, 'email', operation, parameters, more);
const kim = { email: 'kim@example.com', name: 'Kim Doe' };
const help = { email: 'help@example.com' };

describe('create', () => {
	test('writes to a customer on behalf of a queue, and Reply sends the draft of it', async () => {
		const queue = queueOf(sim);
		const { items } = await run('create', {
			fromAddress: 'Support <help@example.com>',
			toAddress: '"Doe, Kim" <kim@example.com>',
			subject: 'Your order',
			textBody: 'It is on its way.',
			queue,
		});
		expect(lastBody(sim)).toEqual({
			direction: 'OUTBOUND',
			provider: 'PureCloud Email',
			fromAddress: 'help@example.com',
			fromName: 'Support',
			toAddress: 'kim@example.com',
			toName: 'Doe, Kim',
			subject: 'Your order',
			textBody: 'It is on its way.',
			queueId: queue.value,
		});
		const sent = await run('reply', { conversationId: String(items[0].json.id) });
		expect(sent.items[0].json).toMatchObject({
			to: [{ email: 'kim@example.com', name: 'Doe, Kim' }],
			from: { email: 'help@example.com', name: 'Support' },
			textBody: 'It is on its way.',
		});
	});

	test('brings in an email of another system with its routing', async () => {
		const { flows, skills, languages } = sim.control.cloud.directory();
		const { items, error } = await run('create', {
			direction: 'INBOUND',
			provider: 'Salesforce',
			fromAddress: 'kim@example.com',
			flow: byId(flows[0].id),
			additionalFields: {
				attributes: { entries: [{ key: 'order', value: 4711 }] },
				language: byId(languages[0].id),
				priority: 3,
				skills: skills.slice(0, 2).map(({ id }) => id),
			},
		});
		expect(error).toBeUndefined();
		expect(lastBody(sim)).toEqual({
			direction: 'INBOUND',
			provider: 'Salesforce',
			fromAddress: 'kim@example.com',
			flowId: flows[0].id,
			attributes: { order: '4711' },
			languageId: languages[0].id,
			priority: 3,
			skillIds: skills.slice(0, 2).map(({ id }) => id),
		});
		expect(items[0].json).toHaveProperty('participants');
	});

	test('an outbound email goes by no flow that was chosen while it was an inbound one', async () => {
		const queue = queueOf(sim);
		const { error } = await run('create', {
			queue,
			flow: byId('f'),
			toAddress: 'kim@example.com',
		});
		expect(error).toBeUndefined();
		expect(lastBody(sim)).not.toHaveProperty('flowId');
	});

	test.each<[string, INodeParameters, string]>([
		['a queue and a flow', { queue: byId('q'), flow: byId('f') }, 'both a queue and a flow'],
		['neither a queue nor a flow', {}, 'neither a queue nor a flow'],
		['the name of Genesys itself', { queue: byId('q'), provider: 'PureCloud Email' }, 'cannot be'],
		['no address', { queue: byId('q'), fromAddress: 'Kim' }, '"Kim" is no email address'],
		['nobody to write to', { direction: 'OUTBOUND', queue: byId('q') }, 'needs To'],
		['no queue', { direction: 'OUTBOUND', flow: byId('f') }, 'needs Queue and To'],
	])('with %s is an error before anything is sent', async (_what, parameters, message) => {
		const inbound = { direction: 'INBOUND', provider: 'CRM', ...parameters };
		const { error } = await run('create', inbound);
		expect(error?.message).toContain(message);
		expect(asked(sim)).toEqual([]);
	});

	test('can have its direction from an expression, and asks for a provider of inbound ones only', async () => {
		const parameters = { queue: queueOf(sim), toAddress: 'kim@example.com' };
		const outbound = await run('create', { ...parameters, direction: '={{ "OUTBOUND" }}' });
		expect(outbound.error).toBeUndefined();
		sim.control.requests.clear();
		const { error } = await run('create', { ...parameters, direction: '={{ "INBOUND" }}' });
		expect(error?.message).toBe('The inbound email has no provider');
		expect(asked(sim)).toEqual([]);
	});

	test('takes what the node has no field for as JSON, which is checked all the same', async () => {
		const queue = queueOf(sim);
		const create = (bodyJson: object) =>
			run('create', {
				queue,
				toAddress: 'kim@example.com',
				options: { bodyJson: JSON.stringify(bodyJson) },
			});
		await create({ skillExpression: 'a > 1' });
		expect(lastBody(sim)).toMatchObject({ skillExpression: 'a > 1', queueId: queue.value });
		const { error } = await create({ flowId: 'f' });
		expect(error?.message).toContain('both a queue and a flow');
	});

	test('on behalf of a queue is refused to a client, and the error says what it takes', async () => {
		const { error } = await run(
			'create',
			{ queue: queueOf(sim), toAddress: 'kim@example.com' },
			{ caller: 'client' },
		);
		expect(error?.message).toContain('only be done for a signed-in user');
		expect(error?.description).toContain('Authorization Code (PKCE)');
	});
});

test('add inbound message tells of another email, and costs nobody else when it cannot', async () => {
	const conversationId = await emailConversation(sim);
	const { items } = await run(
		'addInbound',
		{
			conversationId,
			provider: '={{ $json.provider }}',
			fromAddress: 'kim@example.com',
			subject: 'Refund again',
		},
		{
			items: [{ provider: 'PureCloud Email' }, { provider: 'CRM' }],
			onError: 'continueRegularOutput',
		},
	);
	expect(items[0].json.error).toContain('cannot be the provider');
	expect(items[1].json.id).toBe(conversationId);
	expect(asked(sim)).toEqual([`POST /emails/${conversationId}/inboundmessages`]);
	expect(lastBody(sim)).toEqual({
		provider: 'CRM',
		fromAddress: 'kim@example.com',
		subject: 'Refund again',
	});
});

describe('reply', () => {
	test('needs no more than a text: the draft says who gets it', async () => {
		const conversationId = await emailConversation(sim);
		const { items } = await run('reply', { conversationId, textBody: 'Done.' });
		expect(asked(sim)).toEqual([
			`GET /emails/${conversationId}/messages/draft`,
			`POST /emails/${conversationId}/messages`,
		]);
		expect(lastBody(sim)).toEqual({
			to: [kim],
			from: help,
			subject: 'RE: Refund',
			draftType: 'Reply',
			attachments: [],
			textBody: 'Done.',
		});
		expect(items[0].json).toMatchObject({ to: [kim], textBody: 'Done.' });
	});

	test('prefers what is filled in, and keeps the rest of the draft', async () => {
		const conversationId = await emailConversation(sim);
		await operate(sim, 'emailDraft', 'update', {
			conversationId,
			textBody: 'Old',
			additionalFields: { cc: 'lee@example.com', htmlBody: '<p>Old</p>', historyIncluded: true },
		});
		await run('reply', {
			conversationId,
			textBody: 'New',
			additionalFields: {
				to: 'Lee <lee@example.com>, "Doe, Kim" <kim@example.com>',
				replyTo: 'Answers <answers@example.com>',
				subject: 'Money',
				bcc: '',
			},
		});
		// Neither the HTML nor the quotes of the old text: mail programs would show them in place of the new one.
		expect(lastBody(sim)).toEqual({
			to: [
				{ email: 'lee@example.com', name: 'Lee' },
				{ email: 'kim@example.com', name: 'Doe, Kim' },
			],
			cc: [{ email: 'lee@example.com' }],
			from: help,
			replyTo: { email: 'answers@example.com', name: 'Answers' },
			subject: 'Money',
			draftType: 'Reply',
			attachments: [],
			historyIncluded: false,
			textBody: 'New',
		});
	});

	test('without a text sends the draft as it was written, HTML included', async () => {
		const conversationId = await emailConversation(sim);
		const additionalFields = { htmlBody: '<p>Draft</p>', historyIncluded: false };
		const draft = { conversationId, textBody: 'Draft', additionalFields };
		await operate(sim, 'emailDraft', 'update', draft);
		await run('reply', { conversationId });
		expect(lastBody(sim)).toMatchObject({ textBody: 'Draft', ...additionalFields });
	});

	test.each([
		[{}, '', 'The email has no From, no To, no Text'],
		[{ from: null, to: null, attachments: null }, 'Hi', 'The email has no From, no To'],
		[{ from: 'help', to: ['kim'] }, 'Hi', 'The email has no From, no To'],
		[{ from: help, to: [{}] }, '  ', 'The email has no To, no Text'],
	])('with the draft %j and the text %j is not sent', async (body, textBody, message) => {
		sim.control.faults.add({ kind: 'status', status: 200, body });
		const { error } = await run('reply', { conversationId: 'c', textBody });
		expect(error?.message).toBe(message);
		expect(asked(sim)).toEqual(['GET /emails/c/messages/draft']);
	});

	test.each([
		['email.error.external.provider', 'Genesys does not send the emails of this conversation'],
		['postino.error.reply.no.userid', 'only be done for a signed-in user'],
	])('that is refused for %s says why', async (code, message) => {
		const conversationId = await emailConversation(sim);
		const body = { message: 'Refused.', code, status: 400 };
		sim.control.faults.add({ kind: 'status', status: 400, body, match: { method: 'POST' } });
		const { error } = await run('reply', { conversationId, textBody: 'Done.' });
		expect(error?.message).toContain(message);
		expect(`${error?.message} ${error?.description}`).toContain('Refused.');
	});

	test('is not sent twice when its answer is lost', async () => {
		const conversationId = await emailConversation(sim);
		sim.control.faults.add({ kind: 'resetAfter', match: { method: 'POST' } });
		const { error } = await run('reply', { conversationId, textBody: 'Done.' });
		expect(error?.description).toContain('look whether it arrived');
		expect(asked(sim).filter((one) => one.startsWith('POST'))).toHaveLength(1);
	});
});

describe('emails of a conversation', () => {
	test('are listed, and each can be read whole', async () => {
		const conversationId = await emailConversation(sim);
		const { id, attachments } = sim.control.cloud.addEmail(conversationId, {
			to: [help],
			from: kim,
			textBody: 'The bill '.repeat(100),
			attachments: [{ name: 'bill.pdf' }],
		});
		const { items } = await run('getMessages', { conversationId });
		expect(items).toHaveLength(2);
		expect(items[1].json).toMatchObject({ id, from: kim });
		const one = await run('getMessage', { conversationId, emailId: byId(id) });
		expect(one.items[0].json).toMatchObject({ textBody: 'The bill '.repeat(100), attachments });
	});

	test('that it has not are an error which names the ID to check', async () => {
		const conversationId = await emailConversation(sim);
		const { error } = await run('getMessage', { conversationId, emailId: byId('a/b') });
		expect(asked(sim)).toEqual([`GET /emails/${conversationId}/messages/a%2Fb`]);
		expect(error).toMatchObject({ httpCode: '404', description: expect.stringContaining('ID') });
	});

	test('may be as large as the settings say', async () => {
		const conversationId = await emailConversation(sim);
		const { items } = await run('getSettings', { conversationId });
		expect(items[0].json.sendingSizeLimit).toBeGreaterThan(0);
	});
});

describe('the conversation', () => {
	test('is among the active ones of the user until it is disconnected, and can be reconnected', async () => {
		const conversationId = await emailConversation(sim);
		const active = async () => (await run('getAll', {})).items.map(({ json }) => json.id);
		expect(await active()).toEqual([conversationId]);

		const ended = await run('disconnect', { conversationId });
		expect(lastBody(sim)).toEqual({ state: 'disconnected' });
		expect(ended.items[0].json).toMatchObject({ id: conversationId, endTime: expect.anything() });
		expect(await active()).toEqual([]);

		const again = await run('reconnect', { conversationId });
		expect(again.items[0].json).toEqual({ success: true });
		expect(await active()).toEqual([conversationId]);
		const { items } = await run('get', { conversationId });
		expect(items[0].json).toMatchObject({ id: conversationId });
	});

	test('is reconnected for no client: the error says which credential it needs', async () => {
		const conversationId = await emailConversation(sim);
		await run('disconnect', { conversationId });
		const { error } = await run('reconnect', { conversationId }, { caller: 'client' });
		expect(error?.message).toBe('Genesys Cloud did not reconnect the user');
		expect(error?.description).toContain('Authorization Code (PKCE)');
	});

	test('is disconnected although the first answer was lost', async () => {
		const conversationId = await emailConversation(sim);
		sim.control.faults.add({ kind: 'status', status: 503 });
		const { error } = await run('disconnect', { conversationId });
		expect(error).toBeUndefined();
		expect(asked(sim)).toHaveLength(2);
	});

	test('takes others into it', async () => {
		const conversationId = await emailConversation(sim);
		const other = await emailConversation(sim);
		const { items } = await run('merge', { conversationId, conversationIds: ` ${other}, ` });
		expect(lastBody(sim)).toEqual({ conversationIds: [other] });
		expect(items[0].json).toMatchObject({ id: conversationId });
	});

	test.each([
		[' , ', 'There is nothing to merge'],
		['={{ [] }}', 'The field "Conversation IDs to Merge" has no value'],
	])('takes none into it, given as %j', async (conversationIds, message) => {
		const { error } = await run('merge', { conversationId: 'c', conversationIds });
		expect(error?.message).toBe(message);
		expect(asked(sim)).toEqual([]);
	});

	test('that cannot be reconnected any more says why', async () => {
		const body = { message: 'Too late.', code: 'email.reconnect.expired', status: 400 };
		sim.control.faults.add({ kind: 'status', status: 400, body });
		const { error } = await run('reconnect', { conversationId: 'c' });
		expect(error?.message).toContain('too long ago');
		expect(error?.description).toContain('Too late.');
	});

	test('is updated by what is set, and by nothing else', async () => {
		const conversationId = await emailConversation(sim);
		const { items } = await run('update', {
			conversationId,
			updateFields: { externalTag: 'CASE-1', name: '', recordingState: 'paused' },
		});
		expect(lastBody(sim)).toEqual({ externalTag: 'CASE-1', recordingState: 'paused' });
		expect(items[0].json).toMatchObject({ externalTag: 'CASE-1', recordingState: 'PAUSED' });
		const found = await operate(sim, 'conversation', 'get', { conversationId, simplify: true });
		expect(found.items[0].json).toMatchObject({ externalTag: 'CASE-1', id: conversationId });
		sim.control.requests.clear();
		const nothing = await run('update', { conversationId, updateFields: { name: '' } });
		expect(nothing.error?.message).toBe('There is nothing to update');
		expect(asked(sim)).toEqual([]);
	});
});
