import axios from 'axios';
import { openMessage, participants, startCloud, type Cloud } from './helper';

describe('a conversation of Genesys Cloud', () => {
	let cloud: Cloud;

	beforeAll(async () => {
		cloud = await startCloud();
	});
	beforeEach(async () => {
		await cloud.sim.control.cloud.set({ routing: 'answer' });
	});

	const createEmail = async (more: object = {}) => {
		const [queue] = cloud.sim.control.cloud.directory().queues;
		const { data } = await cloud.user.post('/conversations/emails', {
			provider: 'CRM',
			queueId: queue.id,
			fromAddress: 'kim@example.com',
			fromName: 'Kim',
			toAddress: 'help@example.com',
			subject: 'Refund',
			textBody: 'Please',
			attributes: { tier: 'gold' },
			...more,
		});
		return data;
	};

	const openConversation = async (customer = 'customer-1') => {
		const { integrations } = cloud.sim.control.cloud.directory();
		const { id } = integrations.find(({ messengerType }) => messengerType === 'open')!;
		const path = `/conversations/messages/${id}/inbound/open`;
		const body = openMessage('Hello');
		body.channel.from.id = customer;
		const { data } = await cloud.app.post(`${path}/message?prefetchConversationId=true`, body);
		const parts = await participants(cloud.user, data.conversationId);
		const communication = parts.agent.messages[0].id as string;
		return {
			...parts,
			path,
			received: data,
			url: `/conversations/messages/${data.conversationId}`,
			messages: `/conversations/messages/${data.conversationId}/communications/${communication}/messages`,
			communication,
		};
	};

	test('the recording of a conversation pauses and resumes by the words of the documentation', async () => {
		const { id } = await createEmail();
		const states = ['paused', 'active', 'PAUSED', 'sleeping'];
		const codes = [];
		for (const recordingState of states) {
			const { status } = await cloud.user.patch(`/conversations/emails/${id}`, { recordingState });
			codes.push(status);
		}
		expect(codes).toEqual([200, 200, 200, 400]);
		await cloud.user.patch(`/conversations/emails/${id}`, { state: 'disconnected' });
	});

	test('an email from its arrival to its wrap-up, and back again', async () => {
		const { user, agent, supervisor, sim } = cloud;
		sim.control.cloud.set({ routing: 'alert' });
		const email = await createEmail();
		expect(email.participants.map((one: { purpose: string }) => one.purpose)).toEqual([
			'customer',
			'acd',
			'agent',
		]);
		expect(email.participants[0]).toMatchObject({
			name: 'Kim',
			address: 'kim@example.com',
			state: 'connected',
			attributes: { tier: 'gold' },
		});
		const url = `/conversations/emails/${email.id}`;
		const alerted = await participants(user, email.id);
		expect(alerted.agent).toMatchObject({ userId: agent.id, emails: [{ state: 'alerting' }] });
		const mine = `${url}/participants/${alerted.agent.id}`;

		expect((await user.patch(mine, { state: 'connected' })).status).toBe(202);
		expect((await participants(user, email.id)).agent.emails[0].state).toBe('connected');
		const own = (await user.get('/conversations/emails')).data;
		expect(own).toMatchObject({ total: 1, entities: [{ id: email.id }] });

		const [first] = (await user.get(`${url}/messages`)).data.entities;
		expect(first).toMatchObject({ subject: 'Refund', textBodyPreview: 'Please' });
		const draft = (await user.get(`${url}/messages/draft`)).data;
		expect(draft).toMatchObject({
			state: 'Created',
			subject: 'RE: Refund',
			to: [{ email: 'kim@example.com' }],
			from: { email: 'help@example.com' },
		});
		const received = sim.control.cloud.addEmail(email.id, {
			to: draft.to,
			from: { email: 'kim@example.com' },
			textBody: 'The bill',
			attachments: [{ name: 'bill.pdf' }, { name: 'logo.png' }],
		});
		const copied = await user.post(`${url}/messages/draft/attachments/copy`, {
			sourceMessage: { id: received.id },
			attachments: received.attachments,
		});
		expect(copied.data.attachments).toHaveLength(2);
		const [bill, logo] = received.attachments;
		const gone = await user.delete(`${url}/messages/draft/attachments/${logo.attachmentId}`);
		expect({ status: gone.status, data: gone.data }).toEqual({ status: 200, data: '' });
		const text = { to: draft.to, from: draft.from, subject: draft.subject, textBody: 'Done' };
		const edited = await user.put(`${url}/messages/draft`, text);
		expect(edited.data).toMatchObject({ state: 'Edited', textBody: 'Done', attachments: [bill] });
		expect((await user.post(`${url}/messages`, text)).data).toMatchObject({
			textBody: 'Done',
			attachments: [bill],
		});
		expect((await user.get(`${url}/messages/draft`)).data.textBody).toBe('');

		expect((await user.patch(`${mine}/parkingstate`, { state: 'parked' })).status).toBe(204);
		expect((await participants(user, email.id)).agent.emails[0]).toMatchObject({
			state: 'parked',
			parkTime: expect.any(String),
		});
		expect((await user.patch(`${mine}/parkingstate`, { state: 'connected' })).status).toBe(204);

		const passed = await user.post(`${mine}/replace`, { userId: supervisor.id });
		expect(passed.status).toBe(202);
		const after = await participants(user, email.id);
		expect(after.agent).toMatchObject({ userId: supervisor.id, emails: [{ state: 'alerting' }] });
		expect(after.conversation.recentTransfers).toHaveLength(1);

		const [code] = (await user.get(`${mine}/wrapupcodes`)).data;
		const wrapup = `${mine}/communications/${alerted.agent.emails[0].id}/wrapup`;
		expect((await user.get(wrapup)).status).toBe(404);
		expect((await user.post(wrapup, { provisional: true, notes: 'later' })).status).toBe(202);
		expect((await user.get(`${wrapup}?provisional=true`)).data.notes).toBe('later');
		expect((await user.post(wrapup, { code: 'nothing' })).status).toBe(400);
		expect((await user.post(wrapup, { code: code.id, notes: 'well' })).status).toBe(202);
		expect((await user.get(`${mine}/wrapup`)).data).toMatchObject({ code: code.id, notes: 'well' });

		const ended = await user.patch(url, { state: 'disconnected' });
		expect(ended.data.endTime).toEqual(expect.any(String));
		expect((await user.post(`${url}/messages`, text)).status).toBe(409);
		expect((await user.get('/conversations/emails')).data.total).toBe(0);

		expect((await user.post(`${url}/reconnect`)).status).toBe(204);
		const back = await participants(user, email.id);
		expect(back.conversation.endTime).toBeUndefined();
		expect(back.agent).toMatchObject({ userId: agent.id, emails: [{ state: 'connected' }] });
		expect((await user.post(`${url}/messages`, text)).status).toBe(200);
		expect((await user.post(`${url}/reconnect`)).status).toBe(409);
	});

	test('an email of which the queue and the flow are given, or neither, or one that is not there', async () => {
		const { flows, queues } = cloud.sim.control.cloud.directory();
		const create = async (body: object) =>
			(await cloud.user.post('/conversations/emails', { provider: 'CRM', ...body })).status;
		expect(await create({ flowId: flows[0].id })).toBe(200);
		expect(await create({ flowId: flows[0].id, queueId: queues[0].id })).toBe(400);
		expect(await create({})).toBe(400);
		expect(await create({ queueId: 'nothing' })).toBe(404);
		expect(await create({ queueId: queues[0].id, languageId: 'nothing' })).toBe(404);
		expect(await create({ queueId: queues[0].id, provider: 'PureCloud Email' })).toBe(400);
		expect(await create({ queueId: queues[0].id, direction: 'SIDEWAYS' })).toBe(400);
	});

	test('an email that goes out begins with a draft', async () => {
		const email = await createEmail({ direction: 'OUTBOUND' });
		const { data } = await cloud.user.get(`/conversations/emails/${email.id}/messages/draft`);
		expect(data).toMatchObject({ textBody: 'Please', to: [{ email: 'help@example.com' }] });
		const { agent, customer } = await participants(cloud.user, email.id);
		expect(agent.emails[0]).toMatchObject({ direction: 'outbound', state: 'connected' });
		expect(customer.address).toBe('help@example.com');
	});

	test('an open message conversation goes both ways until the customer is gone', async () => {
		const { user, app } = cloud;
		const { path, url, messages, agent, customer, received } = await openConversation('both-ways');
		const more = openMessage('Again');
		more.channel.from.id = 'both-ways';
		const again = await app.post(`${path}/message?prefetchConversationId=true`, more);
		expect(again.data.conversationId).toBe(received.conversationId);

		const sent = await user.post(messages, { textBody: 'Hi' });
		expect(sent.data).toMatchObject({
			direction: 'outbound',
			messengerType: 'open',
			toAddress: 'both-ways',
			status: 'sent',
		});
		const details = `/conversations/messages/${sent.data.id}/details`;
		const channel = { to: { id: 'both-ways' }, time: '2026-01-02T03:04:05Z' };
		await app.post(`${path}/receipt`, { id: sent.data.id, channel, status: 'Delivered' });
		expect((await user.get(details)).data.status).toBe('delivery-success');
		const typing = await user.post(messages.replace(/messages$/, 'typing'), {
			typing: { type: 'On' },
		});
		expect({ status: typing.status, data: typing.data }).toEqual({ status: 204, data: '' });
		expect((await user.post(messages, { textBody: 'x'.repeat(2_001) })).status).toBe(400);
		expect((await user.post(messages, { textBody: '' })).status).toBe(400);

		const put = await user.patch(`${url}/participants/${customer.id}/attributes`, {
			attributes: { a: '1' },
		});
		expect(put.data).toEqual({ attributes: { a: '1' } });
		const monitor = await user.post(`${url}/participants/${agent.id}/monitor`);
		expect({ status: monitor.status, data: monitor.data }).toEqual({ status: 201, data: '' });
		const { conversation } = await participants(user, received.conversationId);
		expect(conversation.participants.at(-1)).toMatchObject({
			monitoredParticipantId: agent.id,
			mediaRoles: ['monitor'],
		});

		const gone = await user.patch(
			`${url}/participants/${customer.id}/communications/${customer.messages[0].id}`,
			{ state: 'disconnected' },
		);
		expect({ status: gone.status, data: gone.data }).toEqual({ status: 200, data: {} });
		expect((await participants(user, received.conversationId)).agent.messages[0]).toMatchObject({
			state: 'disconnected',
			disconnectType: 'peer',
		});
		expect((await user.post(messages, { textBody: 'late' })).status).toBe(409);
		const next = await app.post(`${path}/message?prefetchConversationId=true`, more);
		expect(next.data.conversationId).not.toBe(received.conversationId);
	});

	test('a conversation of any kind is torn down, and wrapped up for those who owe it', async () => {
		const { sim, user } = cloud;
		const [, sale] = sim.control.cloud.directory().wrapupCodes;
		const { id, participants: there } = sim.control.cloud.addConversation({
			media: 'video',
			participants: [{ purpose: 'customer' }, { purpose: 'agent' }, { purpose: 'agent' }],
		});
		const [, { id: first, communication }] = there;
		await user.post(
			`/conversations/videos/${id}/participants/${first}/communications/${communication.id}/wrapup`,
			{ code: sale.id },
		);
		const { status, data } = await user.post(`/conversations/${id}/disconnect`);
		expect([status, typeof data]).toEqual([202, 'string']);
		const now = sim.control.cloud.conversations().find((one) => one.id === id)!;
		expect(now.endTime).toBeDefined();
		const codes = now.participants.map((one) => one.communication.wrapup?.code);
		expect(codes).toEqual([undefined, sale.id, 'system']);
		expect((await user.post('/conversations/nothing/disconnect')).status).toBe(404);
	});

	test('the update of a communication leaves its wrap-up as it is', async () => {
		const { agent, url, communication } = await openConversation('customer-wrapup');
		const [code] = cloud.sim.control.cloud.directory().wrapupCodes;
		const mine = `${url}/participants/${agent.id}`;
		const body = { state: 'disconnected', wrapup: { code: code.id } };
		const path = `${mine}/communications/${communication}`;
		expect((await cloud.user.patch(path, body)).status).toBe(200);
		expect((await cloud.user.get(`${path}/wrapup`)).status).toBe(404);
		expect((await cloud.user.patch(mine, { wrapup: body.wrapup })).status).toBe(202);
		expect((await cloud.user.get(`${path}/wrapup`)).data.code).toBe(code.id);
	});

	test('a participant and a communication must belong together', async () => {
		const { user } = cloud;
		const { url, agent, customer } = await openConversation('mixed-up');
		const mixed = `${url}/participants/${agent.id}/communications/${customer.messages[0].id}`;
		expect((await user.patch(mixed, { state: 'disconnected' })).status).toBe(404);
		const email = url.replace('messages', 'emails');
		expect((await user.get(email)).status).toBe(404);
	});

	test('a message can be a template, and not nothing', async () => {
		const { user } = cloud;
		const { messages } = await openConversation('by-template');
		const messagingTemplate = { responseId: 'r', bodyParameters: [{ id: 'name', value: 'Kim' }] };
		expect((await user.post(messages, { textBody: '', messagingTemplate })).status).toBe(200);
		expect((await user.post(messages, { textBody: '' })).status).toBe(400);
	});

	test('the file of a message is uploaded without credentials, once its link is asked for', async () => {
		const { user, sim } = cloud;
		const { messages } = await openConversation('with-a-file');
		const bytes = Buffer.from('a picture');
		const wanted = { fileName: 'a.png', contentLengthBytes: bytes.length };
		const { data } = await user.post(`${messages}/media/uploads`, wanted);
		const media = `${messages}/media/${data.id}`;
		expect((await user.get(media)).data).toMatchObject({ status: 'uploading' });
		expect((await user.post(messages, { textBody: '', mediaIds: [data.id] })).status).toBe(400);

		const put = async (body: Buffer, headers: Record<string, string>, url = data.uploadUrl) =>
			(await axios.put(url, body, { headers, proxy: false, validateStatus: () => true })).status;
		const credential = { Authorization: 'Bearer x', ...data.uploadHeaders };
		expect(await put(bytes, credential)).toBe(400);
		expect(sim.control.cloud.violations()).toMatchObject([{ headers: ['authorization'] }]);
		expect(await put(bytes, { 'Content-Type': 'text/plain' })).toBe(400);
		expect(await put(bytes, data.uploadHeaders, `${data.uploadUrl}0`)).toBe(403);
		expect(await put(bytes, data.uploadHeaders)).toBe(200);

		const stored = (await user.get(media)).data;
		expect(stored).toMatchObject({ status: 'valid', mediaType: 'image/png' });
		const back = await axios.get(stored.url, { responseType: 'arraybuffer', proxy: false });
		expect(Buffer.from(back.data)).toEqual(bytes);
		const sent = await user.post(messages, { textBody: 'See', mediaIds: [data.id] });
		expect(sent.data.media).toMatchObject([{ id: data.id, name: 'a.png' }]);
		expect((await user.get(`${messages}/media?status=valid`)).data.total).toBe(1);
		expect((await user.get(`${messages}/media?status=invalid`)).data.total).toBe(0);
	});

	test.each(['.a.png', 'a/', 'a b.png', 'a{.png', 'a%.png', 'a<b', 'a|b', 'a\\b', ''])(
		'a file must not be called "%s"',
		async (fileName) => {
			const { messages } = await openConversation('names');
			const { status } = await cloud.user.post(`${messages}/media/uploads`, {
				fileName,
				contentLengthBytes: 1,
			});
			expect(status).toBe(400);
		},
	);

	describe('agentless', () => {
		const sms = {
			fromAddress: '+13175550001',
			toAddress: '+13175550100',
			toAddressMessengerType: 'sms',
			textBody: 'Shipped',
		};
		const send = async (more: object = {}) =>
			await cloud.app.post('/conversations/messages/agentless', { ...sms, ...more });

		test('a message has a conversation that is over when it is sent', async () => {
			const { data } = await send();
			expect(data).toMatchObject({ messengerType: 'sms', textBody: 'Shipped' });
			const { conversation } = await participants(cloud.user, data.conversationId);
			expect(conversation.endTime).toEqual(expect.any(String));
			expect((await send()).data.conversationId).not.toBe(data.conversationId);
		});

		test('a message may go to the conversation that is active already', async () => {
			const { queues } = cloud.sim.control.cloud.directory();
			const started = await cloud.user.post('/conversations/messages', {
				queueId: queues[0].id,
				toAddress: '+13175550199',
				toAddressMessengerType: 'sms',
			});
			const toAddress = '+13175550199';
			const { data } = await send({ toAddress, useExistingActiveConversation: true });
			expect(data.conversationId).toBe(started.data.id);
			const other = await send({ toAddress });
			expect(other.data.conversationId).not.toBe(started.data.id);
			const again = await cloud.user.post('/conversations/messages', {
				queueId: queues[0].id,
				toAddress,
				toAddressMessengerType: 'sms',
				useExistingConversation: true,
			});
			expect(again.data.id).toBe(started.data.id);
		});

		test.each([
			['no recipient', { toAddress: undefined }],
			['a recipient that is no number', { toAddress: '3175550100' }],
			['no text', { textBody: undefined }],
			['766 characters', { textBody: 'x'.repeat(766) }],
			['an unknown messenger', { toAddressMessengerType: 'pigeon' }],
		])('a message with %s is refused', async (_what, more) => {
			expect((await send(more)).status).toBe(400);
		});

		test('an SMS of 765 characters is sent', async () => {
			expect((await send({ textBody: 'x'.repeat(765) })).status).toBe(200);
		});

		test.each([
			['two recipients', { toAddresses: [{ email: 'a@b.c' }, { email: 'd@e.f' }] }],
			['no recipient', { toAddresses: [] }],
			['no text', { textBody: undefined }],
			['another sender type', { senderType: 'Inbound' }],
		])('an email with %s is refused', async (_what, more) => {
			const { status } = await cloud.app.post('/conversations/emails/agentless', {
				senderType: 'Outbound',
				fromAddress: { email: 'x@y.z' },
				toAddresses: [{ email: 'a@b.c' }],
				textBody: 'Hi',
				...more,
			});
			expect(status).toBe(400);
		});
	});

	test('a meeting that was made can be found', async () => {
		const made = await cloud.user.post('/conversations/videos/meetings', {
			ephemeral: false,
			conferenceId: 'c1',
		});
		const { data } = await cloud.user.get(`/conversations/videos/meetings/${made.data.id}`);
		expect(data).toEqual(made.data);
		expect(data).toMatchObject({ ephemeral: false, conferenceId: 'c1' });
	});

	test('the file of a fax goes where the answer says', async () => {
		const { data } = await cloud.user.post('/conversations/faxes', {
			addresses: ['+13175550100'],
			contentType: 'application/pdf',
		});
		const { status } = await axios.put(data.uploadDestinationUri, Buffer.from('pdf'), {
			headers: data.headers,
			proxy: false,
		});
		expect(status).toBe(200);
	});

	test('an open messaging integration that is added takes messages', async () => {
		const { data } = await cloud.user.post('/conversations/messaging/integrations/open', {
			name: 'Mine',
			outboundNotificationWebhookUrl: 'http://127.0.0.1:1/hook',
			outboundNotificationWebhookSignatureSecretToken: 'secret',
		});
		const path = `/conversations/messages/${data.id}/inbound/open/message`;
		expect((await cloud.app.post(path, openMessage('Hello'))).status).toBe(200);
		const all = await cloud.user.get('/conversations/messaging/integrations?pageSize=1');
		expect(all.data).toMatchObject({ total: 3, pageCount: 3, pageNumber: 1 });
		expect(all.data.nextUri).toContain('pageNumber=2');
		const none = await cloud.user.get('/conversations/messaging/integrations?pageSize=0');
		expect(none.status).toBe(400);
	});

	test('a conversation keeps what is set of it', async () => {
		const { id } = await createEmail();
		const url = `/conversations/emails/${id}`;
		const set = { externalTag: 'CASE-1', recordingState: 'paused', selfUri: 'elsewhere' };
		await cloud.user.patch(url, set);
		expect((await cloud.user.get(`/conversations/${id}`)).data).toMatchObject({
			externalTag: 'CASE-1',
			recordingState: 'PAUSED',
			selfUri: `/api/v2/conversations/${id}`,
		});
		expect((await cloud.user.patch(url, { conversationIds: ['nowhere'] })).status).toBe(404);
		await cloud.user.patch(url, { state: 'disconnected' });
	});

	test('only a user writes an email on behalf of a queue', async () => {
		const [queue] = cloud.sim.control.cloud.directory().queues;
		const email = { provider: 'PureCloud Email', queueId: queue.id, toAddress: 'kim@example.com' };
		const created = (direction: string) =>
			cloud.app.post('/conversations/emails', { ...email, direction });
		expect((await created('OUTBOUND')).data).toMatchObject({ status: 400, code: 'not.a.user' });
	});

	test('a draft that was written in is not filled in, unless that is thrown away', async () => {
		const { id } = await createEmail();
		const draft = `/conversations/emails/${id}/messages/draft`;
		await cloud.user.put(draft, { ...(await cloud.user.get(draft)).data, textBody: 'Mine' });
		const filled = await cloud.user.patch(`${draft}?autoFill=true&discard=false`);
		expect(filled.data).toMatchObject({ status: 409, code: 'email.draft.initialized' });
		const anew = await cloud.user.patch(`${draft}?autoFill=true&discard=true`);
		expect(anew.data).toMatchObject({ state: 'Ready', textBody: '\n\n> Please' });
		await cloud.user.patch(`/conversations/emails/${id}`, { state: 'disconnected' });
	});
});
