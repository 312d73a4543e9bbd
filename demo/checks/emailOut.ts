import assert from 'node:assert/strict';

import type { CheckContext } from './context';
import { agentSends, executionsOf, messageOf, receiptsOf } from './messaging';

const RECIPIENTS = ['ada@example.com', 'gone@example.invalid', 'grace@example.com'];
const [ADA, GONE, GRACE] = RECIPIENTS;
const MAIL = {
	from: { id: 'support@company.example', name: 'Support' },
	replyTo: { id: 'case-4711@company.example' },
	subject: 'Ihre Anfrage – Größe 42 ✉️',
	text: 'Guten Tag 👋\nes kommt morgen.',
	html: '<p>Guten Tag 👋<br>es kommt "morgen" &amp; früh.</p>',
};

/** "E-mail out with delivery receipts", with a recipient that takes no mail. */
export async function checkEmailOut(context: CheckContext): Promise<void> {
	const { demo, list } = context;
	const { simulator, standIns, workflows } = demo;
	const send = async (to: string[], message: object = MAIL) => {
		const { length } = standIns.mails();
		let messageId = '';
		await executionsOf(context, workflows.emailOut, 1, async () => {
			({ messageId } = await agentSends(simulator, {
				channelId: 'email-channel',
				to: to.map((id) => ({ id })),
				copies: 3,
				...message,
			}));
		});
		const mails = standIns.mails().slice(length);
		return { messageId, mails: mails.map(({ id: _, ...mail }) => mail) };
	};

	const sent = await list.check('an e-mail of an agent goes to each recipient once', async () => {
		const { messageId, mails } = await send(RECIPIENTS);
		const { from, replyTo, ...words } = MAIL;
		const mail = { ...words, from: from.id, replyTo: replyTo.id, reference: messageId };
		assert.deepEqual(
			mails.sort((a, b) => a.to.localeCompare(b.to)),
			[ADA, GRACE].map((to) => ({ ...mail, to })),
		);
		return messageId;
	});
	if (sent !== undefined) {
		await list.check('each recipient has a receipt of its own, the refused one Failed 530', () => {
			assert.deepEqual(messageOf(simulator, sent).recipients, {
				...{ [ADA]: 'Delivered', [GONE]: 'Failed', [GRACE]: 'Delivered' },
			});
			assert.deepEqual(receiptsOf(simulator, sent), [
				[ADA, 'Delivered'],
				[GONE, 'Failed', 530, `${GONE} takes no mail`],
				[GRACE, 'Delivered'],
			]);
		});
	}
	await list.check('an e-mail without HTML and answer address is sent, too', async () => {
		const { messageId, mails } = await send([ADA], { text: 'Plain 🙂', subject: 'Short' });
		const from = 'no-reply@email-channel';
		assert.deepEqual(mails, [
			{
				...{ from, replyTo: from, to: ADA, subject: 'Short', text: 'Plain 🙂', html: '' },
				reference: messageId,
			},
		]);
		assert.equal(messageOf(simulator, messageId).status, 'Delivered');
	});
}
