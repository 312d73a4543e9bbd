import type { N8nRest } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { connect } from './support/instance';
import { AFTER, bodyOf, event, LiveTrigger, post, signatureOf } from './support/trigger';
import { saveCredential } from './support/workflows';

const SECRET = 'current-secret';
const PREVIOUS = 'previous-secret';
const UNAUTHORIZED = { status: 401, body: { error: 'Unauthorized' } };

describe('who may start the Interactions Trigger', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let live: LiveTrigger;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator({ appSecret: SECRET });
		const credential = await saveCredential(rest, 'genesysWebhookApi', {
			appSecret: SECRET,
			previousAppSecret: PREVIOUS,
		});
		live = await LiveTrigger.start(rest, credential, SECRET);
		simulator.control.webhook.set({ url: live.url });
	});

	afterAll(async () => {
		await live?.stop();
		await simulator?.close();
	});

	test.each(['tampered', 'unsigned', 'wrongSecret'] as const)(
		'a delivery that is %s: 401, and nothing starts',
		async (spoil) => {
			const { attempts } = await simulator.control.webhook.send({
				entities: [event(spoil)],
				spoil,
			});
			const answers = attempts.map(({ status, answer }) => ({
				status,
				body: JSON.parse(answer ?? ''),
			}));
			expect(answers).toEqual([UNAUTHORIZED]);
			expect(await live.started()).toEqual([]);
		},
	);

	const body = bodyOf([event('malformed')]);
	const hex = signatureOf(body, SECRET).replace('sha1=', '');
	test.each([
		['empty', ''],
		['without its prefix', hex],
		['with another algorithm', `sha256=${hex}`],
		['cut short', `sha1=${hex.slice(0, 39)}`],
		['too long', `sha1=${hex}0`],
		['not hexadecimal', `sha1=${'z'.repeat(40)}`],
		['sent as base64', `sha1=${Buffer.from(hex, 'hex').toString('base64')}`],
		['twice in one header', `sha1=${hex}, sha1=${hex}`],
	])('a signature that is %s: 401, and nothing starts', async (_title, header) => {
		expect(await post(live.url, body, { 'X-Hub-Signature': header })).toEqual(UNAUTHORIZED);
	});

	test('and nothing of these started', async () => {
		expect(await live.started()).toEqual([]);
		// The same bytes with the right header do start it, so it was the header.
		expect(await post(live.url, body, { 'X-Hub-Signature': `sha1=${hex}` })).toMatchObject({
			status: 200,
		});
		const [execution] = await live.started();
		expect(execution.output(AFTER)).toMatchObject([{ id: 'malformed' }]);
	});

	test('truncated so that it is JSON no more: n8n itself answers 422, and nothing starts', async () => {
		// n8n parses what is declared as JSON before it calls the node, so the node cannot answer 401.
		const { attempts } = await simulator.control.webhook.send({
			entities: [event('truncated')],
			spoil: 'truncated',
		});
		expect(attempts.map(({ status }) => status)).toEqual([422]);
		expect(await live.started()).toEqual([]);
	});

	test('truncated, but not declared as JSON: 401 by the node, and nothing starts', async () => {
		const cut = body.slice(0, body.length / 2);
		const answer = await post(live.url, cut, {
			'X-Hub-Signature': `sha1=${hex}`,
			'Content-Type': 'application/octet-stream',
		});
		expect(answer).toEqual(UNAUTHORIZED);
		expect(await live.started()).toEqual([]);
	});

	test('truncated, but still JSON: 401, and nothing starts', async () => {
		const padded = `${bodyOf([event('padded')])}\n`;
		const signature = signatureOf(padded, SECRET);
		const answer = await post(live.url, padded.trimEnd(), { 'X-Hub-Signature': signature });
		expect(answer).toEqual(UNAUTHORIZED);
		expect(await live.started()).toEqual([]);
	});

	test('what is signed is the bytes: white space, escapes and other letters included', async () => {
		const bytes = ` { "data" : {"entities":[{"event":"STARTED","entity":{"id":"Gr\\u00f6\u00dfe/\\/1"}}]}}\n`;
		expect(await live.deliver(bytes)).toMatchObject({ status: 200 });
		const [execution] = await live.started();
		expect(execution.output(AFTER)).toMatchObject([{ event: 'STARTED', id: 'Größe//1' }]);
	});

	test('a signed delivery is read whatever content type it is declared as', async () => {
		const types = ['application/octet-stream', 'text/plain', 'application/vnd.genesys+json'];
		for (const type of types) {
			const headers = { 'Content-Type': type };
			const answer = await live.deliver(bodyOf([event(type)]), { headers });
			expect([type, answer.status]).toEqual([type, 200]);
		}
		const executions = await live.started();
		expect(executions.map(({ output }) => output(AFTER)[0].id)).toEqual(types);
	});

	test('signed, but not JSON: 400, and nothing starts', async () => {
		const answer = await live.deliver('hello', { headers: { 'Content-Type': 'text/plain' } });
		expect(answer).toEqual({ status: 400, body: { error: 'The body is not a JSON object' } });
		expect(await live.started()).toEqual([]);
	});

	test('while the secret is being changed, the previous one is accepted too', async () => {
		const answer = await live.deliver(bodyOf([event('rotated')]), { secret: PREVIOUS });
		expect(answer).toMatchObject({ status: 200, body: { data: { ids: [{ id: 'rotated' }] } } });
		const [execution] = await live.started();
		expect(execution.output(AFTER)).toMatchObject([{ id: 'rotated' }]);
	});

	test('another method than POST is not served', async () => {
		const answer = await fetch(live.url);
		expect(answer.status).toBe(404);
		expect(await live.started()).toEqual([]);
	});
});
