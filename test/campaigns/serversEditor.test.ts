import type { Credentials } from '../harness/additionalData';
import { testCredential } from '../harness/testCredential';
import { shuffled } from './servers/chance';
import { endless, misshapen, ROUNDED } from './servers/changes';
import { secretive } from './servers/credentials';
import { openHost, type Host } from './servers/host';
import { hasty, oddRequests, saysWrong, strangerProblems } from './servers/judge';
import { inLanes, within } from './servers/lanes';
import { ADDRESSES, GENERAL, type Lie } from './servers/lies';
import { askFor, recordLists, type ListRecording } from './servers/lists';
import { recordAll } from './servers/recordings';
import { sampleOf } from './servers/sample';

/**
 * What n8n's editor asks for, against the servers of the Servers campaign: the tests of credentials, and the lists that fields
 * offer. `SEED`, `CASES` and `ONLY` are as there.
 */
const { SEED = '1', CASES = '', ONLY = '' } = process.env;
const isWhole = CASES === 'all' || (ONLY !== '' && CASES === '');
const LANES = 24;
const LONGEST = 60_000;

interface Case {
	name: string;
	lie: Lie;
	from: number;
	way: string;
	/** None for the test of the credential. */
	list?: ListRecording;
}

/** Kinds of credentials that have a test. */
const TESTED = ['apiKey', 'token', 'channel', 'webServices'];

/** How long the editor waits is not for the user to say. */
const PATIENT = GENERAL.filter(({ timeout }) => !timeout);

let hosts: Host[] = [];
let cases: Case[];
let planned: number;
beforeAll(async () => {
	const lists = await recordLists(await recordAll());
	hosts = await Promise.all(Array.from({ length: LANES }, openHost));
	// n8n itself stumbles over an answer of no items.
	const tests = TESTED.flatMap((way) =>
		(way === 'token' ? [0, -1] : [0]).flatMap((from) =>
			PATIENT.filter(({ name }) => name !== '200 []').map((lie): Case => ({
				name: `test of ${way} | ${from} | ${lie.name}`,
				lie,
				from,
				way,
			})),
		),
	);
	const asked = lists.flatMap((list) =>
		[
			...ADDRESSES.filter(({ outcome }) => outcome === 'failure'),
			...PATIENT,
			...list.exchanges.slice(0, 1).flatMap((one) => [...misshapen(one), ...endless(one, false)]),
		].map((lie): Case => ({
			...{ lie, list, from: 0, way: list.way },
			name: `${list.name} | 0 | ${lie.name}`,
		})),
	);
	const all = shuffled([...tests, ...asked], Number(SEED));
	planned = all.length;
	const kindsOf = ({ lie, list, way }: Case) => [
		`${list ? 'list' : `test of ${way}`} ${lie.kind ?? lie.name}`,
		list?.name ?? '',
	];
	const sample = isWhole ? all : sampleOf(all, Number(CASES || 1_000), 1, kindsOf);
	cases = sample.filter(({ name }) => name.includes(ONLY));
}, 180_000);
afterAll(() => hosts.forEach((host) => host.close()));

test(
	'what the editor is told by servers that lie is neither believed nor paid with a secret',
	async () => {
		const counts = { tests: 0, lists: 0, requests: 0, refused: 0 };
		const problems = await inLanes(hosts, cases, async (one, host, run) => {
			counts[one.list ? 'lists' : 'tests']++;
			const found = await problemsOf(one, host, run, counts);
			counts.requests += host.sent.length;
			return found;
		});
		process.stdout.write(`Editor: SEED=${SEED}, ${planned} cases, ${JSON.stringify(counts)}\n`);
		expect(problems).toEqual([]);
	},
	CASES === 'all' ? 3_600_000 : 240_000,
);

async function problemsOf(
	{ lie, from, way, list }: Case,
	host: Host,
	run: number,
	counts: { refused: number },
): Promise<string[]> {
	const baseUrl = lie.baseUrl?.(host.url) ?? host.url;
	const known = secretive({ way, parameters: {} }, baseUrl, from === -1, 100_000 + run);
	host.play({ exchanges: list?.exchanges ?? [], lie, from, ...known });
	const asking = list ? answerOf(list, known.credentials) : verdictOf(known.credentials);
	const answer = await within(LONGEST, asking);
	if (!answer) return ['hangs'];
	const { words, isRefusal } = answer;
	if (isRefusal) counts.refused++;
	return [
		...answer.problems,
		...(lie.outcome === 'failure' && !isRefusal ? [`believes it: ${words.slice(0, 200)}`] : []),
		...(isRefusal
			? saysWrong(words, [...known.secrets, ...(lie.quotes?.(known.secrets) ?? [])])
			: []),
		...strangerProblems(host.stolen, known.secrets),
		...oddRequests(host.sent),
		...(list ? hasty(host.sent) : []),
	];
}

interface Answer {
	words: string;
	isRefusal: boolean;
	problems: string[];
}

async function verdictOf(credentials: Credentials): Promise<Answer> {
	const [type] = Object.keys(credentials);
	const { status, message } = await testCredential(type, credentials);
	return { words: message, isRefusal: status === 'Error', problems: [] };
}

async function answerOf(list: ListRecording, credentials: Credentials): Promise<Answer> {
	try {
		const { results } = await askFor(list, credentials);
		const odd = results.filter(({ name, value }) => isOdd(name) || isOdd(value));
		const problems = odd.slice(0, 1).map((one) => `offers ${JSON.stringify(one)}`);
		return { words: JSON.stringify(results), isRefusal: false, problems };
	} catch (error) {
		const { message, description } = error as Error & { description?: string };
		return { words: `${message} ${description ?? ''}`, isRefusal: true, problems: [] };
	}
}

/** What is no text to choose, nor a value of a field. */
const isOdd = (value: unknown) =>
	!['string', 'number', 'boolean'].includes(typeof value) ||
	value === '' ||
	String(value) === String(ROUNDED) ||
	/^(undefined|null|NaN|\[object .*)$/.test(String(value));
