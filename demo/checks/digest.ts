import assert from 'node:assert/strict';

import type { CheckContext } from './context';

const ADDRESS = 'consumer@example.com';
/** More than one page of the API's default size of 10. */
const MORE_MAILS = 25;

/** "Unread secure mail digest", run by its manual trigger. */
export async function checkDigest({ demo, list }: CheckContext): Promise<void> {
	const { simulator, n8n, workflows } = demo;
	const { control } = simulator;
	for (let number = 1; number <= MORE_MAILS; number++) {
		control.secureEmails.add({ address: ADDRESS, data: { subject: `Question ${number}` } });
	}
	const unread = control.secureEmails
		.list()
		.filter(
			(mail) => mail.address === ADDRESS && mail.securebox === null && mail.status === 'unread',
		);

	await list.check(`the digest counts and lists all ${unread.length} unread mails`, async () => {
		control.requests.clear();
		const id = await n8n.rest.runWorkflow(workflows.mailDigest.id, 'Run Now');
		const execution = await n8n.rest.waitForExecution(id);
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
		assert.equal(execution.output('Get Unread').length, unread.length);
		const [digest, ...more] = execution.output('Write Digest');
		assert.equal(more.length, 0);
		assert.equal(digest.unread, unread.length);
		const [headline, ...lines] = String(digest.digest).trim().split('\n');
		assert.equal(headline, `${unread.length} unread secure mails for ${ADDRESS}`);
		assert.deepEqual(
			lines,
			unread.map(({ data, receivedAt }) => `- ${String(data.subject)} (${receivedAt})`),
		);
	});
	await list.check('the simulator saw one count and as many lists as there are pages', () => {
		const requests = control.requests.list();
		const counts = requests.filter(({ path }) => path.endsWith('/count'));
		const lists = requests.filter(({ path }) => path.endsWith('/securemail'));
		assert.equal(counts.length, 1);
		assert.ok(lists.length >= 1);
		for (const { query, status } of [...counts, ...lists]) {
			assert.deepEqual([query.address, query.status, status], [ADDRESS, 'unread', 200]);
		}
	});
}
