import { startSimulator, type Simulator } from '../../simulator';
import type { N8nRest, SavedCredential } from '../../tools/n8n';
import { LiveIntegration } from './support/cloudMessaging';
import { connect } from './support/instance';
import { saveCredential } from './support/workflows';

const SECRET = 'secret-of-the-integration';

describe('deliveries to a live Genesys Cloud Messaging Trigger', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let credential: SavedCredential;
	let live: LiveIntegration;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator({
			cloud: { webhookRetryDelayMs: 100, webhookTimeoutMs: 3000 },
		});
		credential = await saveCredential(rest, 'genesysWebhookApi', { appSecret: SECRET });
		live = await LiveIntegration.start(rest, simulator, credential, SECRET);
	});

	afterAll(async () => {
		await live?.stop();
		await simulator?.close();
	});

	test('a message: 200 with its ID, and one execution that has it', async () => {
		const { attempts } = await live.deliver('one');
		expect(attempts).toMatchObject([{ status: 200, answer: '{"messageId":"one"}' }]);
		const { integrationId } = live;
		expect(await live.passedOn()).toMatchObject([
			[{ messageId: 'one', integrationId, to: { id: 'customer-1' }, text: 'Text of one 😀' }],
		]);
	});

	test('five copies at once, and it comes again five times more: one execution', async () => {
		const { attempts } = await live.deliver('copies', { copies: 5 });
		const again = await simulator.control.cloud.redeliver('copies', { times: 5 });
		expect([...attempts, ...again].map(({ status }) => status)).toEqual(Array(10).fill(200));
		expect(await live.passedOn()).toMatchObject([[{ messageId: 'copies' }]]);
	});

	test('after a 5xx it comes again, and is executed', async () => {
		live.next.push(503, 503);
		const { attempts } = await live.deliver('refused');
		expect(attempts.map(({ status }) => status)).toEqual([503, 503, 200]);
		expect(await live.passedOn()).toMatchObject([[{ messageId: 'refused' }]]);
	});

	test('after an answer that got lost it comes again, and passes the trigger once', async () => {
		live.next.push('silent');
		const { attempts } = await live.deliver('late');
		expect(attempts.map(({ status }) => status)).toEqual([null, 200]);
		const passed = (await live.passedOn()).flat();
		expect(passed).toMatchObject([{ messageId: 'late' }]);
	});

	test.each(['unsigned', 'wrongSecret', 'tampered'] as const)(
		'one that is %s: 401, and no execution',
		async (spoil) => {
			const { attempts } = await live.deliver(spoil, { spoil });
			expect(attempts).toMatchObject([{ status: 401, answer: '{"error":"Unauthorized"}' }]);
			expect(await live.passedOn()).toEqual([]);
		},
	);
});
