import type { Execution } from '../../tools/n8n';
import { runningDemo } from './support/demo';
import { runNow } from './support/executions';

const ADDRESS = 'consumer@example.com';
/** More than one page of the API's default size of 10. */
const MORE_MAILS = 25;

describe('Unread secure mail digest', () => {
	const { simulator, n8n, workflows } = runningDemo();
	const { control } = simulator;
	const unreadMails = () =>
		control.secureEmails
			.list()
			.filter(
				(mail) => mail.address === ADDRESS && mail.securebox === null && mail.status === 'unread',
			);
	let execution: Execution;

	beforeAll(async () => {
		for (let number = 1; number <= MORE_MAILS; number++) {
			control.secureEmails.add({ address: ADDRESS, data: { subject: `Question ${number}` } });
		}
		control.requests.clear();
		execution = await runNow(n8n.rest, workflows.mailDigest);
	});

	test('the digest counts and lists all unread mails', () => {
		const unread = unreadMails();
		expect(unread.length).toBeGreaterThanOrEqual(MORE_MAILS);
		expect(execution.output('Get Unread')).toHaveLength(unread.length);
		const [digest, ...more] = execution.output('Write Digest');
		expect(more).toEqual([]);
		expect(digest.unread).toBe(unread.length);
		const [headline, ...lines] = String(digest.digest).trim().split('\n');
		expect(headline).toBe(`${unread.length} unread secure mails for ${ADDRESS}`);
		expect(lines).toEqual(
			unread.map(({ data, receivedAt }) => `- ${String(data.subject)} (${receivedAt})`),
		);
	});

	test('the simulator saw one count and as many lists as there are pages', () => {
		const requests = control.requests.list();
		const counts = requests.filter(({ path }) => path.endsWith('/count'));
		const lists = requests.filter(({ path }) => path.endsWith('/securemail'));
		expect(counts).toHaveLength(1);
		expect(lists.length).toBeGreaterThanOrEqual(1);
		for (const { query, status } of [...counts, ...lists]) {
			expect([query.address, query.status, status]).toEqual([ADDRESS, 'unread', 200]);
		}
	});
});
