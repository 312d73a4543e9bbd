import { runNode } from '../harness/runNode';
import { shuffled } from './servers/chance';
import { endless, misshapen, refusedTogether, misfiled, strange } from './servers/changes';
import { secretive } from './servers/credentials';
import { openHost, type Host } from './servers/host';
import { isError, judge, type Case } from './servers/judge';
import { inLanes, within } from './servers/lanes';
import { ADDRESSES, GENERAL, LINK_ECHOES, RENEWAL, type Lie } from './servers/lies';
import {
	HERE,
	recordAll,
	SIGNATURE,
	STORAGE,
	type Exchange,
	type Recording,
} from './servers/recordings';
import { sampleOf } from './servers/sample';

/**
 * Every operation of every action node against servers that lie: to the first request or to a later one, with answers of
 * every wrong kind, with what an honest server said where one thing is of the wrong type, with refusals, broken
 * connections, redirects and words that quote the credential. The node is set to continue on errors.
 *
 * `npx jest test/campaigns/servers` runs a sample, another one with `SEED=7`; `CASES=5000` is the size of it and `CASES=all` is
 * everything. `ONLY="exportJob.create | 0 | "` runs those of all with that in their names, and with `CASES` those of the sample.
 */
const { SEED = '1', CASES = '', ONLY = '' } = process.env;
const isLong = CASES === 'all';
const isWhole = isLong || (ONLY !== '' && CASES === '');
/** Runs at the same time: many of them only wait to send again. */
const LANES = 48;
/** Milliseconds after which a run counts as hanging; a million rows on 10,000 pages take longer, on a busy machine. */
const LONGEST = 60_000;
const LONGEST_LIST = 900_000;
/** Runs with so many rows at the same time. */
const LONG_LANES = 4;

/** The steps of an operation that are lied to: its first five requests, and the one for a token. */
function casesOf(recording: Recording): Case[] {
	const made = (from: number, lie: Lie): Case => ({
		...{ recording, from, lie },
		name: `${recording.operation} | ${from} | ${lie.name}`,
	});
	const steps = recording.exchanges.slice(0, 5);
	// What a draft leaves behind is cleared away with more patience than a short run has.
	const isPatient = recording.operation.endsWith('.replyAndSend');
	const general = GENERAL.filter(({ timeout }) => isLong || !timeout || !isPatient);
	return [
		...(recording.way === 'token' ? GENERAL.map((lie) => made(-1, lie)) : []),
		...[...ADDRESSES, ...refusedTogether(recording)].map((lie) => made(0, lie)),
		...steps.flatMap((exchange, from) =>
			[
				...general.filter(({ quotes }) => !quotes || !isStorage(exchange)),
				...(exchange.path === STORAGE ? LINK_ECHOES : []),
				...(isRenewed(recording) && exchange.path !== STORAGE ? [RENEWAL] : []),
				...misshapen(exchange),
				...misfiled(exchange),
				...strange(recording.operation, exchange),
				...endless(exchange, false),
				...(isLong ? endless(exchange, true) : []),
			].map((lie) => made(from, lie)),
		),
	];
}

const isSlow = ({ lie }: Case) => /^(pages with new rows|a page of 150,000 rows)/.test(lie.name);

const isRenewed = ({ way }: Recording) => ['token', 'oAuth2', 'cloud'].includes(way);

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
	const kindsOf = ({ recording, lie }: Case) => [recording.operation, lie.kind ?? lie.name];
	const sample = isWhole ? all : sampleOf(all, Number(CASES || 1_000), 3, kindsOf);
	cases = sample.filter(({ name }) => name.includes(ONLY));
}, 180_000);
afterAll(() => hosts.forEach((host) => host.close()));

test(
	'no lie is believed, told twice, or paid with a secret',
	async () => {
		const counts = { runs: 0, requests: 0, items: 0, errors: 0 };
		const judged = async (some: Case[], on: Host[]) =>
			await inLanes(on, some, async (one, host) => await problemsOf(one, host, counts));
		const problems = [
			...(await judged(
				cases.filter((one) => !isSlow(one)),
				hosts,
			)),
			...(await judged(cases.filter(isSlow), hosts.slice(0, LONG_LANES))),
		];
		process.stdout.write(`Servers: SEED=${SEED}, ${planned} cases, ${JSON.stringify(counts)}\n`);
		expect(problems).toEqual([]);
		expect(counts.runs).toBe(cases.length);
	},
	CASES || ONLY ? 3_600_000 : 240_000,
);

test('every operation has a recording that it can be lied to in', () => {
	expect(recordings.filter(({ exchanges }) => exchanges.length === 0)).toEqual([]);
	expect(recordings.length).toBeGreaterThan(150);
});

async function problemsOf(
	one: Case,
	host: Host,
	counts: Record<'runs' | 'requests' | 'items' | 'errors', number>,
): Promise<string[]> {
	const { recording, lie, from } = one;
	const run = counts.runs++;
	const baseUrl = lie.baseUrl?.(host.url) ?? host.url;
	const known = secretive(recording, baseUrl, from === -1, run);
	const { credentials, token } = known;
	const isOfStorage = recording.exchanges[from]?.path === STORAGE;
	const secrets = isOfStorage ? [...known.secrets, SIGNATURE] : known.secrets;
	host.play({ exchanges: recording.exchanges, lie, from, secrets, token });
	const parameters = JSON.parse(
		JSON.stringify(recording.parameters).replaceAll(HERE, host.url),
	) as Recording['parameters'];
	const options = {
		...(parameters.options as object),
		...{ maxRetries: 1, timeout: lie.timeout ?? 5_000, fullAnswer: false },
		// Who is told the truth has all the time that this machine needs.
		draftTimeout: lie.outcome === 'success' ? 20 : 1,
		waitLimit: 0.02,
	};
	const result = await within(
		isSlow(one) ? LONGEST_LIST : LONGEST,
		runNode({
			node: recording.node,
			parameters: { ...parameters, ...('returnAll' in parameters && { returnAll: true }), options },
			credentials,
			// n8n renews a token once for all that have it.
			credentialId: `${run}`,
			items: recording.items,
			binary: recording.binary,
			onError: 'continueRegularOutput',
		}),
	);
	counts.requests += host.sent.length;
	if (!result) return ['hangs'];
	counts.items += result.items.length;
	counts.errors += result.items.filter(isError).length;
	return judge(result, one, secrets, host);
}
