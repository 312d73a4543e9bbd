import type { INodeParameters } from 'n8n-workflow';
import { openEditor } from '../../harness/editor';
import { cloudCredential } from '../../harness/genesysCredentials';
import { withSimulator } from '../../harness/simulator';
import { byId, emailConversation, operate } from './emailCase';

const sim = withSimulator({ samples: false });

/** The editor with these fields. */
const editor = async (parameters: INodeParameters) =>
	await openEditor({
		node: 'genesysCloudConversations',
		credentials: cloudCredential(sim),
		parameters,
	});

async function search(field: string, parameters: INodeParameters, filter?: string) {
	return (await (await editor(parameters)).search(field, filter)).results;
}

async function load(field: string, parameters: INodeParameters) {
	const shown = { resource: 'emailDraft', operation: 'copyAttachments', ...parameters };
	return await (await editor(shown)).load(field);
}

async function withBill() {
	const conversationId = await emailConversation(sim);
	const { id, attachments } = sim.control.cloud.addEmail(conversationId, {
		to: [{ email: 'help@example.com' }],
		from: { email: 'lee@example.com' },
		subject: 'The bill',
		textBody: 'It is attached.',
		attachments: [{ name: 'bill.pdf', contentType: 'application/pdf' }],
	});
	return { conversationId, id, attachmentId: attachments[0].attachmentId };
}

test('the emails of the conversation are listed by subject, sender and time', async () => {
	const { conversationId, id } = await withBill();
	const all = await search('emailId', { conversationId });
	expect(all).toHaveLength(2);
	expect(all[0].name).toMatch(/^Refund \(Kim Doe, 20.+\)$/);
	const found = await search('emailId', { conversationId }, 'LEE@');
	expect(found).toEqual([{ name: expect.stringMatching(/^The bill \(lee@/), value: id }]);
});

test('the attachments of the email that is chosen can be picked, and then those of the draft', async () => {
	const { conversationId, id, attachmentId } = await withBill();
	const bill = { name: 'bill.pdf (application/pdf)', value: attachmentId };
	expect(await load('attachmentIds', { conversationId, emailId: byId(id) })).toEqual([bill]);
	expect(await load('attachmentIds', { conversationId })).toEqual([]);
	expect(await load('attachmentIds', { conversationId: '', emailId: byId(id) })).toEqual([]);
	expect(await load('attachmentIds', {})).toEqual([]);

	expect(await search('attachmentId', { conversationId })).toEqual([]);
	await operate(sim, 'emailDraft', 'copyAttachments', { conversationId, emailId: byId(id) });
	expect(await search('attachmentId', { conversationId })).toEqual([bill]);
});

test('without a conversation the list says what is missing', async () => {
	await expect(search('emailId', { conversationId: '' })).rejects.toThrow(
		'The Conversation ID is needed first',
	);
});

test.each([[[null, 'text', { subject: 'No ID' }, { id: 'm' }]], [[{ id: 'm', from: null }]]])(
	'rows %j give those that have an ID',
	async (entities) => {
		sim.control.faults.add({ kind: 'status', status: 200, body: { entities } });
		expect(await search('emailId', { conversationId: 'c' })).toEqual([{ name: 'm', value: 'm' }]);
	},
);
