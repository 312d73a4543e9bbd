import type { INodeParameters } from 'n8n-workflow';
import { withSimulator } from '../../harness/simulator';
import { asked, byId, emailConversation, lastBody, operate } from './emailCase';

const sim = withSimulator({ samples: false });
const run = (operation: string, parameters: INodeParameters) =>
	operate(sim, 'emailDraft', operation, parameters);
const kim = { email: 'kim@example.com', name: 'Kim Doe' };

const bills = (conversationId: string) =>
	sim.control.cloud.addEmail(conversationId, {
		to: [{ email: 'help@example.com' }],
		from: kim,
		textBody: 'The bills',
		attachments: [
			{ name: 'bill.pdf', contentType: 'application/pdf' },
			{ name: 'photo.png', contentType: 'image/png' },
		],
	});

describe('update', () => {
	test('changes what is set, and leaves the rest as it was written', async () => {
		const conversationId = await emailConversation(sim);
		const first = { conversationId, textBody: 'Mine', additionalFields: { cc: 'lee@example.com' } };
		await run('update', first);
		const { items } = await run('update', {
			conversationId,
			additionalFields: { subject: 'Money' },
		});
		expect(lastBody(sim)).toEqual({
			to: [kim],
			cc: [{ email: 'lee@example.com' }],
			from: { email: 'help@example.com' },
			subject: 'Money',
			draftType: 'Reply',
			attachments: [],
			state: 'Edited',
			textBody: 'Mine',
		});
		expect(items[0].json).toMatchObject({ textBody: 'Mine', subject: 'Money' });
	});

	test('with a text alone leaves no HTML behind, which would be shown in its place', async () => {
		const conversationId = await emailConversation(sim);
		const old = { htmlBody: '<p>Old</p>', historyIncluded: true };
		await run('update', { conversationId, textBody: 'Old', additionalFields: old });
		await run('update', { conversationId, additionalFields: { subject: 'Money' } });
		expect(lastBody(sim)).toMatchObject({ textBody: 'Old', ...old });
		await run('update', { conversationId, textBody: 'New' });
		expect(lastBody(sim)).toMatchObject({
			textBody: 'New',
			htmlBody: '',
			historyIncluded: false,
		});
	});

	test('of a conversation of another system says why it is refused', async () => {
		const conversationId = await emailConversation(sim);
		const body = { message: 'Refused.', code: 'email.error.external.provider', status: 400 };
		sim.control.faults.add({ kind: 'status', status: 400, body, match: { method: 'PUT' } });
		const { error } = await run('update', { conversationId, textBody: 'Mine' });
		expect(error?.message).toBe('Genesys does not send the emails of this conversation');
	});

	test('with nothing set is an error before anything is asked', async () => {
		const { error } = await run('update', { conversationId: 'c', additionalFields: { cc: '' } });
		expect(error?.message).toBe('There is nothing to update');
		expect(asked(sim)).toEqual([]);
	});

	test('takes a list of attachments only', async () => {
		const additionalFields = { attachments: '{"attachmentId": "a"}' };
		const { error } = await run('update', { conversationId: 'c', additionalFields });
		expect(error?.message).toBe('The field "Attachments (JSON)" is not a JSON list of objects');
	});
});

describe('attachments', () => {
	test('of an email are copied, all or those that are chosen, and deleted', async () => {
		const conversationId = await emailConversation(sim);
		const { id, attachments } = bills(conversationId);
		const [bill, photo] = attachments;
		const source = { conversationId, emailId: byId(id) };
		await run('copyAttachments', { ...source, attachmentIds: [photo.attachmentId!] });
		expect(lastBody(sim)).toEqual({ sourceMessage: { id }, attachments: [photo] });
		const all = await run('copyAttachments', source);
		expect(lastBody(sim)).toEqual({ sourceMessage: { id }, attachments: [bill, photo] });
		expect(all.items[0].json.attachments).toEqual([photo, bill]);

		const one = { conversationId, attachmentId: byId(photo.attachmentId!) };
		expect((await run('deleteAttachment', one)).items[0].json).toEqual({ deleted: true });
		const { items } = await run('get', { conversationId });
		expect(items[0].json.attachments).toEqual([bill]);
	});

	test('that the email has not are an error with those that it has', async () => {
		const conversationId = await emailConversation(sim);
		const { id, attachments } = bills(conversationId);
		const source = { conversationId, emailId: byId(id) };
		const { error } = await run('copyAttachments', { ...source, attachmentIds: 'x' });
		expect(error?.message).toBe('The email has no attachment x');
		expect(error?.description).toContain(`bill.pdf (${attachments[0].attachmentId})`);
	});

	test.each([{}, { attachments: null }, { attachments: ['bill.pdf'] }])(
		'of the email %j are none',
		async (body) => {
			sim.control.faults.add({ kind: 'status', status: 200, body });
			const source = { conversationId: 'c', emailId: byId('m') };
			const { error } = await run('copyAttachments', source);
			expect(error?.message).toBe('The email has no attachments');
			expect(asked(sim)).toEqual(['GET /emails/c/messages/m']);
		},
	);
});

describe('reset or fill in', () => {
	test('says both what it wants and what it does not, so that no text is lost by omission', async () => {
		const conversationId = await emailConversation(sim);
		const { items } = await run('reset', { conversationId, autoFill: true });
		expect(asked(sim)).toEqual([
			`PATCH /emails/${conversationId}/messages/draft?autoFill=true&discard=false`,
		]);
		expect(sim.control.requests.list()[0].body).toBe('');
		expect(items[0].json.textBody).toContain('> Please');
	});

	test('of a draft that was written in says what to do', async () => {
		const conversationId = await emailConversation(sim);
		await run('update', { conversationId, textBody: 'Mine' });
		const { error } = await run('reset', { conversationId, autoFill: true });
		expect(error?.message).toBe('The draft has been written in already');
		const { items } = await run('get', { conversationId });
		expect(items[0].json.textBody).toBe('Mine');
		const anew = await run('reset', { conversationId, discard: true });
		expect(anew.items[0].json.textBody).toBe('');
	});

	test('asks for every word of a translation, or for none', async () => {
		const conversationId = await emailConversation(sim);
		const words = {
			...{ cc: 'Kopie', forwardPrefix: 'WG', from: 'Von', language: 'de' },
			...{ replyPrefix: 'AW', sent: 'Gesendet', subject: 'Betreff', to: 'An' },
		};
		const reset = (entries: INodeParameters) =>
			run('reset', {
				conversationId,
				additionalFields: { draftType: 'ReplyAll', translate: { entries } },
			});
		await reset(words);
		expect(lastBody(sim)).toEqual({ draftType: 'ReplyAll', translate: words });
		const { error } = await reset({ ...words, cc: '', sent: '' });
		expect(error?.message).toBe('The translation is not complete');
		expect(error?.description).toContain('Fill in CC, Sent.');
	});

	test('with nothing to do is an error', async () => {
		const { error } = await run('reset', { conversationId: 'c' });
		expect(error?.message).toBe('There is nothing to do to the draft');
		expect(asked(sim)).toEqual([]);
	});
});
