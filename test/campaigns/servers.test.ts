import { runNode, type NodeRunResult } from '../harness/runNode';
import { shuffled } from './servers/chance';
import { secretive } from './servers/credentials';
import { openHost, type Host, type Sent } from './servers/host';
import { endless, GENERAL, misshapen, type Lie } from './servers/lies';
import { HERE, recordAll, type Exchange, type Recording } from './servers/recordings';

/**
 * Every operation of every action node against servers that lie: to the first request or to a later one, with answers of
 * every wrong kind, with what an honest server said where one thing is of the wrong type, with refusals, broken
 * connections, redirects and words that quote the credential. The node is set to continue on errors.
 *
 * `npx jest test/campaigns/servers` runs a sample, another one with `SEED=7`; `CASES=5000` is the size of it and `CASES=all` is
 * everything. `ONLY="exportJob.create | 0 | "` runs those whose names begin or go on so.
 */
const { SEED = '1', CASES = '1000', ONLY = '' } = process.env;
const isLong = CASES === 'all';
/** Runs at the same time: many of them only wait to send again. */
const LANES = 48;
/** Milliseconds after which a run counts as hanging; pages with new rows are up to 10,000. */
const LONGEST = 60_000;
const LONGEST_LIST = 300_000;

/** POST and PATCH that leave Genesys as they would when sent once, as docs/reliability.md has them. */
const REPEATABLE = [
	/^genesysOpenMedia\.workitem\.(update|upsert)$/,
	/^genesysStatistics\.statistic\.getAll$/,
	/^genesysUserDataManagement\.exportJob\.(cancel|suspend|resume)$/,
	/^genesysUserDataManagement\.certificate\.upload$/,
	/^genesysMessaging\.message\.sendReceipt$/,
	/^genesysCloudConversations\.(\w+\.(disconnect|update|apply|setAttributes|getUsage|search)\w*)$/,
	/^genesysCloudConversations\.directory\.get\w+$/,
	/^genesysCloudConversations\.openMessaging\.sendReceipt$/,
];

/** Asking for a token, and keeping a session with a CometD server, do nothing by being asked for again. */
const PROTOCOL = /\/oauth\/token|\/notifications\//;

/** These leave out rows that nobody asked for, or find none when they are recorded: nothing can be what is left. */
const FILTERING =
	/\.conversation\.search$|^genesysAgentEmail\.interaction\.getAll$|\.(directory|oAuthClient)\.get\w+$|\.exportHistory\.waitForFilesOfMany$/;

/** What only a programmer would say. */
const FOREIGN =
	/Cannot (read|destructure|convert|set|use)|is not (a function|iterable|an object|defined)|\bundefined\b|Maximum call stack|\[object |Invalid (array|string) length|Unexpected (token|end of)|\bNaN\b/;

interface Case {
	name: string;
	recording: Recording;
	lie: Lie;
	/** As of `Play`. */
	from: number;
}

/** The steps of an operation that are lied to: its first four requests, and the one for a token. */
function casesOf(recording: Recording): Case[] {
	const made = (from: number, lie: Lie): Case => ({
		...{ recording, from, lie },
		name: `${recording.operation} | ${from} | ${lie.name}`,
	});
	const steps = recording.exchanges.slice(0, 4);
	// What a draft leaves behind is cleared away with more patience than a short run has.
	const isPatient = recording.operation.endsWith('.replyAndSend');
	const general = GENERAL.filter(({ timeout }) => isLong || !timeout || !isPatient);
	return [
		...(recording.way === 'token' ? GENERAL.map((lie) => made(-1, lie)) : []),
		...steps.flatMap((exchange, from) =>
			[
				...general.filter(({ quotes }) => !quotes || !isStorage(exchange)),
				...misshapen(exchange),
				...endless(exchange, false),
				...(isLong ? endless(exchange, true) : []),
			].map((lie) => made(from, lie)),
		),
	];
}

/** Files go to a storage by a link alone: it knows no secret that it could repeat. */
const isStorage = ({ method, path }: Exchange) => method === 'PUT' && path.includes('storage');

let hosts: Host[] = [];
let recordings: Recording[];
let cases: Case[];
let planned: number;
beforeAll(async () => {
	recordings = await recordAll();
	hosts = await Promise.all(Array.from({ length: LANES }, openHost));
	const all = shuffled(recordings.flatMap(casesOf), Number(SEED));
	planned = all.length;
	const meant = all.filter(({ name }) => name.includes(ONLY));
	cases = isLong || ONLY ? meant : meant.slice(0, Number(CASES));
}, 60_000);
afterAll(() => hosts.forEach((host) => host.close()));

test(
	'no lie is believed, told twice, or paid with a secret',
	async () => {
		const problems: string[] = [];
		const counts = { runs: 0, requests: 0, items: 0, errors: 0 };
		let next = 0;
		const lane = async (host: Host) => {
			for (let run = next++; run < cases.length; run = next++) {
				const found = await problemsOf(cases[run], host, run, counts);
				problems.push(...found.map((problem) => `${cases[run].name}: ${problem}`));
			}
		};
		await Promise.all(hosts.map(lane));
		process.stdout.write(`Servers: SEED=${SEED}, ${planned} cases, ${JSON.stringify(counts)}\n`);
		expect(problems.sort()).toEqual([]);
		expect(counts.runs).toBe(cases.length);
	},
	isLong ? 3_600_000 : 120_000,
);

test('every operation has a recording that it can be lied to in', () => {
	expect(recordings.filter(({ exchanges }) => exchanges.length === 0)).toEqual([]);
	expect(recordings.length).toBeGreaterThan(150);
});

async function problemsOf(
	one: Case,
	host: Host,
	run: number,
	counts: Record<'runs' | 'requests' | 'items' | 'errors', number>,
): Promise<string[]> {
	const { recording, lie, from } = one;
	const { credentials, secrets, token } = secretive(recording, host.url, from === -1, run);
	host.play({ exchanges: recording.exchanges, lie, from, secrets, token });
	const parameters = JSON.parse(
		JSON.stringify(recording.parameters).replaceAll(HERE, host.url),
	) as Recording['parameters'];
	const options = {
		...(parameters.options as object),
		...{ maxRetries: 1, timeout: lie.timeout ?? 5_000, fullAnswer: false, draftTimeout: 1 },
		waitLimit: 0.02,
	};
	const long = lie.name.startsWith('pages with new rows') ? LONGEST_LIST : LONGEST;
	const result = await within(
		long,
		runNode({
			node: recording.node,
			parameters: { ...parameters, ...('returnAll' in parameters && { returnAll: true }), options },
			credentials,
			items: recording.items,
			binary: recording.binary,
			onError: 'continueRegularOutput',
		}),
	);
	counts.runs++;
	counts.requests += host.sent.length;
	if (!result) return ['hangs'];
	counts.items += result.items.length;
	counts.errors += result.items.filter(isError).length;
	return [
		...outcomeProblems(result, one),
		...wordProblems(result, one, secrets),
		...requestProblems(host.sent, one),
		...strangerProblems(host.stolen, secrets),
	];
}

async function within<T>(longest: number, promise: Promise<T>): Promise<T | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const end = new Promise<undefined>((done) => {
		timer = setTimeout(() => done(undefined), longest);
	});
	try {
		return await Promise.race([promise, end]);
	} finally {
		clearTimeout(timer);
	}
}

const isError = ({ json }: NodeRunResult['items'][number]) => 'error' in json && 'details' in json;

/** Each item of the input has come out, as what it is or as its error, and nothing else has. */
function outcomeProblems({ error, items }: NodeRunResult, { recording, lie }: Case): string[] {
	// The truth that is told after all can be an empty list, too.
	const endsEmpty = lie.once && recording.exchanges.some(({ body }) => body.includes('[]'));
	const mayBeNothing =
		lie.nothing || endsEmpty || recording.isEmpty || FILTERING.test(recording.operation);
	const problems = error ? [`the node fails: ${error.message}`] : [];
	const paired = new Set<number | undefined>();
	for (const { json, pairedItem } of items) {
		const { item } = (pairedItem ?? {}) as { item?: number };
		paired.add(item);
		if (typeof json !== 'object' || json === null || Array.isArray(json)) {
			problems.push(`an item is ${JSON.stringify(json)}`);
		} else if (Object.values(json).every((value) => value === undefined) && !lie.hasEmptyRow) {
			problems.push('an item is empty');
		}
	}
	const lost = recording.items.flatMap((_, index) => (paired.delete(index) ? [] : [index]));
	if (paired.size > 0) problems.push(`pairs with ${String([...paired])}`);
	if (lost.length > 0 && !mayBeNothing) problems.push(`nothing came of item ${lost.join(', ')}`);
	return problems;
}

/** What an error says is for people, and says no secret. */
function wordProblems({ error, items }: NodeRunResult, { lie }: Case, secrets: string[]): string[] {
	const shown = [
		...(error ? [`${error.message} ${error.description ?? ''}`] : []),
		...items.filter(isError).map(({ json }) => JSON.stringify(json)),
	].join('\n');
	const foreign = FOREIGN.exec(shown);
	const quoted = [...secrets, ...(lie.quotes?.(secrets) ?? [])].flatMap(pieces);
	return [
		...(foreign ? [`says ${around(shown, foreign.index)}`] : []),
		...quoted
			.filter((piece) => shown.includes(piece))
			.slice(0, 1)
			.map((piece) => `shows a secret: ${around(shown, shown.indexOf(piece))}`),
	];
}

const around = (text: string, at: number) => text.slice(Math.max(0, at - 80), at + 80);

/** Each 8 characters in a row of a plain secret; of one that is escaped, 24, since shorter ones can be one character. */
function pieces(secret: string): string[] {
	const length = /^[\w/+"<&=-]{0,32}$/.test(secret) ? 10 : 24;
	return Array.from({ length: Math.max(1, secret.length - length + 1) }, (_, at) =>
		secret.slice(at, at + length),
	);
}

/** No address has a value in it that is none, and nothing is sent again that may have been done, unless that does no harm. */
function requestProblems(sent: Sent[], { recording }: Case): string[] {
	const odd = sent.filter(({ url }) => /undefined|\/null\b|=null\b|%5Bobject|\bNaN\b/.test(url));
	const problems = odd.map(({ method, url }) => `asks ${method} ${url}`);
	return [...problems, ...repeated(sent, recording)];
}

function repeated(sent: Sent[], { operation, exchanges }: Recording): string[] {
	if (REPEATABLE.some((known) => known.test(operation))) return [];
	const addresses = new Map<string, number>();
	for (const { method, url, mayBeDone } of sent) {
		const address = `${method} ${url.split('?')[0]}`;
		if (!['POST', 'PATCH'].includes(method) || PROTOCOL.test(url)) continue;
		if (mayBeDone) addresses.set(address, (addresses.get(address) ?? 0) + 1);
		else if (addresses.has(address)) addresses.set(address, addresses.get(address)! + 1);
	}
	return [...addresses].flatMap(([address, times]) => {
		const honest = exchanges.filter(({ method, path }) => `${method} ${path}` === address).length;
		return times > Math.max(1, honest) ? [`${address} was sent ${times} times`] : [];
	});
}

/** Another host is given nothing by which one could speak in the name of the user. */
function strangerProblems(stolen: Sent[], secrets: string[]): string[] {
	const known = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('base64')]);
	return stolen.flatMap(({ url, headers, body }) => {
		const given = [
			'authorization',
			'x-api-key',
			'x-hub-signature',
			'cookie',
			'x-csrf-token',
		].filter((name) => headers[name] !== undefined);
		const all = JSON.stringify([url, headers, body]);
		return [
			...given.map((name) => `gives another host ${name}`),
			...known.filter((secret) => all.includes(secret)).map(() => 'gives another host a secret'),
		];
	});
}
