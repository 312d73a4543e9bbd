import { runningDemo } from './support/demo';
import { executionsOf } from './support/executions';
import { agentSends, messageOf, receiptsOf } from './support/messaging';

const RECIPIENTS = ['ada@example.com', 'gone@example.invalid', 'grace@example.com'];
const [ADA, GONE, GRACE] = RECIPIENTS;
const MAIL = {
	from: { id: 'support@company.example', name: 'Support' },
	replyTo: { id: 'case-4711@company.example' },
	subject: 'Ihre Anfrage – Größe 42 ✉️',
	text: 'Guten Tag 👋\nes kommt morgen.',
	html: '<p>Guten Tag 👋<br>es kommt "morgen" &amp; früh.</p>',
};

/** With a recipient that takes no mail. */
describe('E-mail out with delivery receipts', () => {
	const { simulator, standIns, n8n, workflows } = runningDemo();

	const send = async (to: string[], message: object = MAIL) => {
		const { length } = standIns.mails();
		let messageId = '';
		await executionsOf(n8n.rest, workflows.emailOut, 1, async () => {
			messageId = await agentSends(simulator, {
				channelId: 'email-channel',
				to: to.map((id) => ({ id })),
				copies: 3,
				...message,
			});
		});
		const mails = standIns.mails().slice(length);
		return { messageId, mails: mails.map(({ id: _, ...mail }) => mail) };
	};
	let sent: Awaited<ReturnType<typeof send>>;

	beforeAll(async () => {
		sent = await send(RECIPIENTS);
	});

	test('an e-mail of an agent goes to each recipient once', () => {
		const { from, replyTo, ...words } = MAIL;
		const mail = { ...words, from: from.id, replyTo: replyTo.id, reference: sent.messageId };
		expect(sent.mails.sort((a, b) => a.to.localeCompare(b.to))).toEqual(
			[ADA, GRACE].map((to) => ({ ...mail, to })),
		);
	});

	test('each recipient has a receipt of its own, the refused one Failed 530', () => {
		expect(messageOf(simulator, sent.messageId).recipients).toEqual({
			...{ [ADA]: 'Delivered', [GONE]: 'Failed', [GRACE]: 'Delivered' },
		});
		expect(receiptsOf(simulator, sent.messageId)).toEqual([
			[ADA, 'Delivered'],
			[GONE, 'Failed', 530, `${GONE} takes no mail`],
			[GRACE, 'Delivered'],
		]);
	});

	test('an e-mail without HTML and without a reply address is sent, too', async () => {
		const { messageId, mails } = await send([ADA], { text: 'Plain 🙂', subject: 'Short' });
		const from = 'no-reply@email-channel';
		expect(mails).toEqual([
			{
				...{ from, replyTo: from, to: ADA, subject: 'Short', text: 'Plain 🙂', html: '' },
				reference: messageId,
			},
		]);
		expect(messageOf(simulator, messageId).status).toBe('Delivered');
	});
});
