import type { N8nRest, SavedCredential } from '../../tools/n8n';
import { shuffled } from '../campaigns/servers/chance';
import { secretive } from '../campaigns/servers/credentials';
import { openHost, type Host } from '../campaigns/servers/host';
import { GENERAL, type Lie } from '../campaigns/servers/lies';
import { HERE, recordAll, type Recording } from '../campaigns/servers/recordings';
import { searchAll, told } from '../campaigns/secrets/search';
import { unwatched } from '../campaigns/secrets/traffic';
import { connect, instance, startInstance, stopInstance } from './support/instance';
import { outcomeOfPublication } from './support/publication';
import { node, PACKAGE, saveChain, saveCredential } from './support/workflows';

/**
 * The bad paths of every node in a real n8n that writes down as much as it can: every operation against a server that repeats the
 * credential, or sends the request to another host. What n8n leaves behind is searched then.
 *
 * A third of the operations, and one of each node with each credential. `SEED=7` takes others, and puts the lies to other items;
 * `CASES=all` takes all, `ONLY=genesysStatistics` those of a node.
 */
const { SEED = '1', CASES = '', ONLY = '' } = process.env;
/** Runs at the same time. */
const LANES = 6;

/** What n8n has to say, and where. */
const LOUD = {
	...{ N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console,file' },
	...{ EXECUTIONS_DATA_SAVE_ON_PROGRESS: 'true', EXECUTIONS_DATA_SAVE_ON_ERROR: 'all' },
	...{ EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all', EXECUTIONS_DATA_SAVE_MANUAL_EXECUTIONS: 'true' },
};

const ELSEWHERE = / to another host$/;
const LIES = shuffled(
	// What an answer says that is none of a failure is output.
	GENERAL.filter(({ quotes, name }) => (quotes && !name.startsWith('200')) || ELSEWHERE.test(name)),
	Number(SEED),
);

/** One lie after the other, beginning with the one of this number. */
const inTurn = (lies: Lie[], first = 0): Lie => ({
	...{ name: 'in turn', mayBeDone: true },
	tell: (stage) => lies[(first + stage.told) % lies.length].tell!(stage),
});

const counts = { operations: 0, executions: 0, items: 0, errors: 0, requests: 0, tests: 0 };
let rest: N8nRest;
let port: number;
let hosts: Host[];
let recordings: Recording[];
const known = new Map<string, Promise<SavedCredential>>();

beforeAll(async () => {
	port = instance().port;
	await stopInstance();
	await startInstance({ port, env: LOUD });
	rest = await connect();
	hosts = await Promise.all(Array.from({ length: LANES }, openHost));
	// Not by n8n, nor with its credentials.
	const all = await unwatched(recordAll);
	recordings = shareOf(all.filter(({ node: name }) => name.includes(ONLY)));
}, 180_000);

afterAll(async () => {
	hosts?.forEach((host) => host.close());
	await stopInstance();
	await startInstance({ port });
}, 180_000);

/** What is run of these. */
function shareOf(all: Recording[]): Recording[] {
	const seen = new Set<string>();
	return shuffled(all, Number(SEED)).filter(({ node: name, way }, index) => {
		const isNew = !seen.has(`${name} ${way}`);
		seen.add(`${name} ${way}`);
		return isNew || index % 3 === 0 || CASES === 'all';
	});
}

/** The credential of a recording, saved in n8n once for each host. */
async function credentialOf(recording: Recording, { url }: Host, signsIn = false) {
	const { credentials, secrets, token } = secretive(recording, url, signsIn, 0);
	const [[type, data]] = Object.entries(credentials) as Array<[string, Record<string, string>]>;
	const name = `${recording.way} ${url} ${signsIn}`;
	const saved = known.get(name) ?? saveCredential(rest, type, data);
	known.set(name, saved);
	return { type, data, secrets, token, saved: await saved };
}

/** What is to be done, by as many hosts as there are. */
async function inLanes<T>(all: T[], work: (one: T, host: Host, index: number) => Promise<void>) {
	let next = 0;
	const lane = async (host: Host) => {
		for (let at = next++; at < all.length; at = next++) {
			await work(all[at], host, at);
			counts.requests += host.sent.length;
		}
	};
	// A host is of one test at a time, also when another one failed.
	const ended = await Promise.allSettled(hosts.map(lane));
	for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

/** Runs an operation for so many items, each of which meets the next lie. */
async function run(
	recording: Recording,
	host: Host,
	{
		lie,
		from = 0,
		length = 1,
		onError,
	}: { lie: Lie; from?: number; length?: number; onError?: string },
) {
	const { secrets, token, saved } = await credentialOf(recording, host, from === -1);
	host.play({ exchanges: recording.exchanges, lie, from, secrets, token });
	const here = JSON.stringify(recording.parameters).replaceAll(HERE, host.url);
	const parameters = JSON.parse(here) as Recording['parameters'];
	const options = {
		...(parameters.options as object),
		maxRetries: 0,
		timeout: 10_000,
		draftTimeout: 1,
	};
	const type = `${PACKAGE}.${recording.node}`;
	const items = Array.from({ length }, () => recording.items[0] ?? {});
	const files = items.map(() => recording.binary?.[0]);
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		node(
			'Lied to',
			type,
			{ ...parameters, options, waitLimit: 0.02 },
			{ credential: saved, onError },
		),
	];
	const workflow = await saveChain(rest, recording.operation, nodes, items, files);
	const started = await rest.runWorkflow(workflow.id, 'Start');
	const execution = await rest.waitForExecution(started, 300_000);
	counts.executions++;
	counts.items += length;
	const failed = execution.output('Lied to').filter(({ error }) => error !== undefined).length;
	counts.errors += execution.status === 'error' ? 1 : failed;
	return { execution, requests: host.sent.length };
}

test('operations, with each lie for an item and On Error set to continue', async () => {
	await inLanes(recordings, async (recording, host, index) => {
		const lie = inTurn(LIES, index);
		const { requests } = await run(recording, host, {
			...{ lie, length: LIES.length, onError: 'continueRegularOutput' },
		});
		counts.operations++;
		expect([recording.operation, requests > 0]).toEqual([recording.operation, true]);
	});
	expect(counts.errors).toBeGreaterThan(counts.items / 2);
}, 600_000);

test('operations, where the last step or the token meets a lie and the workflow stops', async () => {
	const some = recordings.filter((_one, index) => index % 3 === 0 || ONLY);
	await inLanes(some, async (recording, host, index) => {
		const lie = inTurn(LIES, index);
		await run(recording, host, { lie, from: Math.min(3, recording.exchanges.length - 1) });
		if (recording.way === 'token') await run(recording, host, { lie, from: -1 });
	});
}, 600_000);

test('the test of each credential', async () => {
	const ways = [...new Map(recordings.map((one) => [one.way, one])).values()];
	const redirects = LIES.filter(({ name }) => ELSEWHERE.test(name));
	const quoting = LIES.filter(({ quotes }) => quotes).slice(0, 8);
	// One that fetches a token is lied to when it does that as well.
	const cases = ways.flatMap((recording) =>
		(recording.way === 'token' ? [0, -1] : [0]).flatMap((from) =>
			[...redirects, ...quoting].map((lie) => ({ recording, lie, from })),
		),
	);
	await inLanes(cases, async ({ recording, lie, from }, host) => {
		const { type, data, secrets, token, saved } = await credentialOf(recording, host, from === -1);
		host.play({ exchanges: [], lie, from, secrets, token });
		const { message = '' } = await rest.testCredential({ ...saved, type, data });
		counts.tests++;
		// What a person is shown is not among what n8n keeps.
		for (const secret of [...secrets, ...(lie.quotes?.(secrets) ?? [])])
			expect(message).not.toContain(secret);
	});
}, 300_000);

const WATCHING = [
	{
		type: 'genesysExportTrigger',
		way: 'token',
		parameters: { api: 'udm10', authentication: 'token' },
	},
	{ type: 'genesysStatisticsTrigger', way: 'token', parameters: { authentication: 'token' } },
	{
		type: 'genesysAgentEmailTrigger',
		way: 'webServices',
		parameters: { authentication: 'webServices' },
	},
];

test('triggers that a server lies to when they begin', async () => {
	const refusals = LIES.filter(({ name }) => /^(400|403|307) /.test(name)).slice(0, 2);
	const cases = WATCHING.flatMap((one) => {
		const recording = recordings.find(({ way }) => way === one.way);
		return recording ? refusals.map((lie) => ({ ...one, recording, lie })) : [];
	});
	await inLanes(cases, async ({ type, parameters, recording, lie }, host) => {
		const { secrets, token, saved } = await credentialOf(recording, host);
		host.play({ exchanges: [], lie, from: 0, secrets, token });
		const workflow = await saveChain(rest, type, [
			node('Watch', `${PACKAGE}.${type}`, parameters, { credential: saved }),
			node('After', 'n8n-nodes-base.noOp'),
		]);
		await rest.activate(workflow).catch(() => {});
		await outcomeOfPublication(rest, workflow.id);
		await rest.deactivate(workflow.id);
		counts.executions++;
	});
}, 300_000);

test('n8n keeps none of the secrets, and no other host was given one', async () => {
	await stopInstance();
	const { findings, summary } = searchAll(instance().userFolder);
	process.stdout.write(`Secrets: SEED=${SEED}, ${JSON.stringify(counts)}\n${summary}\n`);
	expect(told(findings)).toEqual([]);
}, 180_000);
