import { runningDemo } from './support/demo';
import { runNow } from './support/executions';

const GOOD = Array.from({ length: 200 }, (_, index) => `+1317556${String(index).padStart(4, '0')}`);
const WRONG = '0317 555 0100';
const PATH = '/api/v2/conversations/messages/agentless';

/** With a limit of requests that is used up on the way. */
describe('Agentless SMS campaign with rate limit', () => {
	const { simulator, n8n, workflows } = runningDemo();
	const { cloud, requests } = simulator.control;

	test('each number gets one SMS although the limit is reached, next to none is refused, and a wrong one costs no other', async () => {
		// Of other examples.
		const before = cloud.conversations().map(({ id }) => id);
		requests.clear();
		cloud.set({ requestsPerMinute: 90, minuteMs: 4_000 });
		const start = Date.now();
		const execution = await runNow(n8n.rest, workflows.smsCampaign);
		cloud.set({ requestsPerMinute: 0 });
		// Into a third "minute", since there are more than two limits of them.
		expect(Date.now() - start).toBeGreaterThan(4_000);

		const statuses = requests.list({ path: PATH }).map(({ status }) => status);
		const count = (wanted: number) => statuses.filter((status) => status === wanted).length;
		expect(count(429)).toBeLessThanOrEqual(10);
		expect([count(200), count(200) + count(429)]).toEqual([GOOD.length, statuses.length]);

		const conversations = cloud.conversations().filter(({ id }) => !before.includes(id));
		expect(conversations.map(({ customerAddress }) => customerAddress).sort()).toEqual(GOOD);

		const sent = execution.output('Sent');
		expect(sent.map(({ number }) => number)).toEqual(GOOD);
		const known = new Set(conversations.map(({ id }) => id));
		expect(sent.every(({ conversationId }) => known.has(String(conversationId)))).toBe(true);
		expect(execution.output('Not Sent')).toEqual([
			{
				number: WRONG,
				text: 'Reminder: your appointment is tomorrow at 8:15.',
				reason: expect.stringContaining(WRONG) as string,
			},
		]);
	});

	test('the client signed in once', () => {
		const tokens = requests.list({ path: '/oauth/token' });
		expect(tokens.length).toBeLessThanOrEqual(1);
	});
});
