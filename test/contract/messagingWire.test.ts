import { startSimulator, type Simulator } from '../../simulator';
import { foreignSignature } from '../simulator/messaging/helper';
import { findOperation } from './helpers/checkRequest';
import {
	caseExchanges,
	messagingTriggerExchanges,
	type CaseExchange,
	type Exchange,
} from './helpers/exchanges';
import { channels } from './helpers/messagingExchanges';
import { FormFile } from './helpers/multipart';
import { operationsOf } from './helpers/operations';
import { messagingCases, PICTURE } from './messagingCases';

/** What is particular to Third-Party Messaging; paths, bodies and answers are in wire.test.ts, as those of all APIs. */
const documented = operationsOf('messaging');
let sim: Simulator;
let byCase: CaseExchange[];
let exchanges: Exchange[];

beforeAll(async () => {
	sim = await startSimulator({ port: 0, seed: 1, samples: false });
	byCase = await caseExchanges(sim, messagingCases);
	exchanges = [...byCase, ...(await messagingTriggerExchanges(sim))];
}, 120_000);

afterAll(async () => {
	await sim.close();
});

const of = (operation: string) =>
	byCase.filter(({ user }) => user === `genesysMessaging.${operation}`);
const requests = () =>
	exchanges.flatMap(({ requests: sent, authentication }) =>
		sent.map((request) => ({ ...request, channel: channels(sim)[authentication] })),
	);

test.each(['openssl', 'python3'] as const)(
	'%s signs the bytes of every request as the node did',
	(program) => {
		const signatures = requests().map(({ headers, bodyBase64, channel }) => ({
			sent: headers['x-hub-signature'],
			right: foreignSignature(program, Buffer.from(bodyBase64, 'base64'), channel.channelSecret),
		}));
		expect(signatures.length).toBeGreaterThan(50);
		expect(signatures.map(({ sent }) => sent)).toEqual(signatures.map(({ right }) => right));
	},
);

test('every request names the contact center and the channel, and has the key if there is one', () => {
	const sent = requests().map(({ headers, path, channel }) => ({
		contactCenter: headers['x-ccid'],
		key: headers['x-api-key'] ?? '',
		channel: path.split('/')[4],
		is: { contactCenter: 'demo-ccid', key: channel.apiKey, channel: channel.channelId },
	}));
	expect(sent).toEqual(sent.map(({ is }) => ({ ...is, is })));
	expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(['', sim.apiKey]));
});

test('every request has a trace id: its own, or the one of the user', () => {
	const given = 'trace of the run';
	const traces = byCase.flatMap(({ requests: sent, wireCase }) =>
		sent.map(({ headers, path }) => {
			const own = JSON.stringify(wireCase.parameters).includes(given) && path.endsWith('/messages');
			return { trace: String(headers['x-b3-traceid']), own };
		}),
	);
	expect(traces.filter(({ own }) => own).map(({ trace }) => trace)).toEqual(
		traces.filter(({ own }) => own).map(() => given),
	);
	const others = traces.filter(({ own }) => !own).map(({ trace }) => trace);
	expect(others.filter((trace) => !/^[0-9a-f]{32}$/.test(trace))).toEqual([]);
	expect(new Set(others).size).toBe(others.length);
	expect(others.length).toBeGreaterThan(5);
});

test('every documented header was sent with every operation', () => {
	const unsent = documented.flatMap(({ id, headers }) => {
		const sent = requests().filter((request) => findOperation(documented, request)?.id === id);
		return headers
			.filter(({ name }) => !sent.some((request) => request.headers[name.toLowerCase()]))
			.map(({ name }) => `${id}: ${name}`);
	});
	expect(unsent).toEqual([]);
});

test('a file arrives byte for byte, under its name, in the field "file"', () => {
	const forms = exchanges.flatMap(({ requests: sent }) =>
		sent.filter(({ path }) => path.endsWith('/media')).map(({ form }) => form),
	);
	const names = forms.map((form) => (form?.file as FormFile).fileName);
	expect(forms).toEqual(names.map((name) => ({ file: new FormFile(name, 'image/png', PICTURE) })));
	expect(new Set(names.map((name) => decodeURIComponent(name)))).toEqual(
		new Set(['müller "1".png', 'other.png']),
	);
});

test('a file that is downloaded has its content, type and name', () => {
	const files = of('media.download').map(({ output: [{ json, binary }] }) => ({
		json,
		text: Buffer.from(String(binary?.file.data), 'base64').toString(),
		type: binary?.file.mimeType,
	}));
	expect(files).toEqual(
		files.map((_, index) => ({
			json: { fileName: index % 3 === 1 ? 'other.txt' : 'a.txt' },
			text: 'Hello',
			type: 'text/plain',
		})),
	);
});

test('content of the user has the address that the file got', () => {
	const [address, ...others] = of('message.sendRichMedia').flatMap(({ requests: sent }) =>
		sent
			.filter(({ body }) => body.includes('"title":"Lamp","image"'))
			.map(({ body }) => /"image":"([^"]*)"/.exec(body)?.[1]),
	);
	expect(address).toMatch(/^genesys:\/\/nexus\/[^"$]+$/);
	expect(others).toHaveLength(1);
});

test('the ids of the answer are on the items that they belong to, and a receipt has none', () => {
	const rows = (operation: string) =>
		of(operation)
			.filter(({ wireCase: { items = [] } }) => items.length > 1)
			.map(({ output }) => output.map(({ json }) => json));
	for (const output of rows('message.sendText')) {
		expect(output.map(({ type }) => type)).toEqual(['Text', 'Text', 'Text']);
		expect(new Set(output.map(({ id }) => id)).size).toBe(3);
	}
	for (const output of rows('message.sendCustom')) {
		expect(output).toEqual(
			['Text', 'Receipt', 'RichMedia', 'Email'].map((type) => ({
				accepted: true,
				type,
				...(type === 'Receipt' ? {} : { id: expect.any(String) }),
			})),
		);
	}
	expect([...rows('message.sendText'), ...rows('message.sendCustom')]).toHaveLength(4);
});
