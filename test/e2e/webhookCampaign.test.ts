import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseOf } from '../campaigns/webhooks/cases';
import {
	choiceOf,
	draftOf,
	expectedOf,
	fateOf,
	secretsOf,
	type Draft,
	type Expected,
} from '../campaigns/webhooks/draft';
import { answerProblems, executionProblems, shownDigests } from '../campaigns/webhooks/judge';
import { SIGNATURES } from '../campaigns/webhooks/signatures';
import { TARGETS } from '../campaigns/webhooks/target';
import { piecesOf, send, type Outcome } from '../campaigns/webhooks/wire';
import { chance } from '../campaigns/servers/chance';
import { waitFor, type N8nRest } from '../../tools/n8n';
import { connect, instance, startInstance, stopInstance } from './support/instance';
import { LiveTarget } from './support/liveTarget';
import { resident, watchMemory } from './support/memory';

/**
 * Deliveries with anything changed in them, to all three signed triggers in a real n8n.
 *
 * `npx jest --config test/e2e/jest.config.js webhookCampaign`; `CASES=10000` is the long form, `SEED=7` makes other cases,
 * and `ONLY=17,23` sends those of these numbers. With `RESPOND=lastNode` the triggers answer when the workflow finishes.
 */
const SEED = Number(process.env.SEED ?? 1);
const CASES = Number(process.env.CASES ?? 600);
const ONLY = process.env.ONLY?.split(',').map(Number);
const LANES = 8;
/** Strangers' requests that are to cost no read. */
const REFUSED = 2_000;
/** Milliseconds for which a secret is kept. */
const KEPT = 5_000;
/** Milliseconds that a busy machine may take longer. */
const SLACK = 10_000;

const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

describe('webhooks and whoever writes to them', () => {
	let rest: N8nRest;
	let reads: string;
	const lives = new Map<string, LiveTarget>();

	beforeAll(async () => {
		const { port, userFolder } = instance();
		reads = join(userFolder, 'reads.txt');
		await stopInstance();
		await startInstance({
			port,
			env: {
				NODE_OPTIONS: `--require ${join(__dirname, 'support', 'countReads.js')}`,
				N8N_TEST_READS: reads,
				EXECUTIONS_DATA_PRUNE: 'false',
			},
		});
		rest = await connect();
		for (const target of TARGETS) lives.set(target.name, await LiveTarget.start(rest, target));
	});

	afterAll(async () => {
		for (const live of lives.values()) await live.stop();
		const { port } = instance();
		await stopInstance();
		await startInstance({ port });
	});

	const readLines = () => readFileSync(reads, 'utf8').trimEnd().split('\n');
	const logged = () => readFileSync(instance().logFile, 'utf8');
	const pathOf = ({ target }: Draft) => lives.get(target.name)!.path;

	/** A delivery and its copies, and what came of each. */
	const deliver = async (draft: Draft): Promise<Outcome[]> => {
		const { port } = instance();
		const { pace, leaves, copies, atOnce } = draft;
		const pieces = piecesOf(draft, pathOf(draft));
		const half = ['none', 'too long'].includes(draft.framing) || draft.spoil !== undefined;
		const one = async (index: number) =>
			await send(port, pieces, { pace, half, leaves: leaves && index === 0 });
		const all = Array.from({ length: copies }, (_, index) => index);
		if (atOnce) return await Promise.all(all.map(one));
		const outcomes: Outcome[] = [];
		for (const index of all) outcomes.push(await one(index));
		return outcomes;
	};

	/** So many of them, in lanes; each is made when its turn comes, since some are large. */
	const deliverAll = async (
		numbers: number[],
		make: (number: number) => { name?: string; draft: Draft },
		tell: (how: string, draft: Draft, outcomes: Outcome[]) => void,
	) => {
		let next = 0;
		const lane = async () => {
			while (next < numbers.length) {
				const number = numbers[next++];
				const { name, draft: first } = make(number);
				for (let draft: Draft | undefined = first; draft; draft = draft.then) {
					const how = `SEED=${SEED} ONLY=${number} (${name} | ${draft.mark})`;
					tell(how, draft, await deliver(draft));
				}
			}
		};
		await Promise.all(Array.from({ length: LANES }, lane));
	};

	/** Lines of the file of reads since then, which are those of triggers: workflows read nothing else. */
	const readsSince = (before: number) =>
		readLines()
			.slice(before)
			.filter((line) => line.startsWith('looked-up'));

	test('nothing is accepted wrongly, lost or doubled, and nobody is shown a secret', async () => {
		const numbers = ONLY ?? upTo(CASES);
		const problems: string[] = [];
		const counts = { cases: numbers.length, sent: 0, accepted: 0, refused: 0, ended: 0, hung: 0 };
		const statuses: Record<string, number> = {};
		const digests = new Set<string>();
		const expected = new Map<string, Expected & { how: string }>();
		const logBefore = logged().length;
		const readsBefore = readLines().length;
		const memoryBefore = resident(instance().pid);
		const peak = watchMemory(instance().pid);
		const began = Date.now();
		const note = (how: string, found: string[]) =>
			problems.push(...found.map((problem) => `${how}: ${problem}`));
		await deliverAll(
			numbers,
			(number) => caseOf(SEED, number),
			(how, draft, outcomes) => {
				for (const { status, hung } of outcomes) {
					counts.sent++;
					statuses[status ?? 'none'] = (statuses[status ?? 'none'] ?? 0) + 1;
					if (hung) counts.hung++;
					else if (status === undefined) counts.ended++;
					else if (status === 200) counts.accepted++;
					else counts.refused++;
				}
				note(how, answerProblems(draft, outcomes));
				for (const secret of secretsOf(draft)) digests.add(secret);
				expected.set(draft.mark, { how, ...expectedOf(draft) });
			},
		);
		const seconds = (Date.now() - began) / 1000;
		const { highWater } = peak();

		const passed = new Map<string, string[][]>();
		for (const live of lives.values()) {
			const found = await live.passed(600_000);
			problems.push(...found.failed);
			for (const { mark, ids } of found.passed) {
				passed.set(mark, [...(passed.get(mark) ?? []), ids]);
			}
		}
		let executions = 0;
		for (const [mark, { how, ...wanted }] of expected) {
			const found = passed.get(mark) ?? [];
			executions += found.length;
			note(how, executionProblems(wanted, found));
			passed.delete(mark);
		}
		problems.push(...[...passed.keys()].map((mark) => `nobody sent ${mark}`));

		const log = logged().slice(logBefore);
		problems.push(...shownDigests(log, digests).map((digest) => `the log shows ${digest}`));
		for (const { secret, previous } of TARGETS) {
			if (log.includes(secret) || log.includes(previous ?? secret))
				problems.push('the log shows a secret');
		}
		const periods = Math.ceil((Date.now() - began) / KEPT) + 1;
		const looked = readsSince(readsBefore).length;
		const refusals = log.match(/did not accept a delivery/g)?.length ?? 0;
		const minutes = Math.ceil((Date.now() - began) / 60_000);
		const memory = [memoryBefore, highWater, resident(instance().pid)].map(Math.round);
		process.stdout.write(
			`Webhooks: ${JSON.stringify({ SEED, ...counts, executions, seconds, looked, periods, refusals, logLines: log.split('\n').length, memory, statuses })}\n`,
		);
		expect(problems).toEqual([]);
		expect(looked).toBeLessThanOrEqual(periods * TARGETS.length);
		// Five reasons, each said once a minute by each trigger.
		expect(refusals).toBeLessThanOrEqual(5 * TARGETS.length * (minutes + 1));
		expect(readLines().filter((line) => line.startsWith('polluted'))).toEqual([]);
		if (!ONLY) expect(executions).toBeGreaterThan(CASES / 5);
	}, 3_600_000);

	// To repeat a case, only that is needed.
	if (ONLY) return;

	/** A delivery that is refused, by what is wrong with its signature. */
	const refusalOf = (number: number, malformed: boolean) => {
		const choice = choiceOf(chance(SEED * 7_919 + number));
		for (;;) {
			const draft = draftOf(choice.of(TARGETS), choice, `R${SEED}x${number}`);
			SIGNATURES[choice.of(Object.keys(SIGNATURES))](draft);
			if (fateOf(draft).statuses[0] === 401 && draft.malformed === malformed) return { draft };
		}
	};
	const refuse = async (count: number, malformed: boolean) => {
		const problems: string[] = [];
		await deliverAll(
			upTo(count),
			(number) => refusalOf(number, malformed),
			(how, draft, outcomes) =>
				problems.push(...answerProblems(draft, outcomes).map((text) => `${how}: ${text}`)),
		);
		expect(problems).toEqual([]);
	};

	test('what is refused costs no read of a credential, little memory and few lines of the log', async () => {
		// What is counted is counted truly: both places that n8n reads a credential at are known.
		const counting = readLines().filter((line) => line.startsWith('counting'));
		expect(counting.sort()).toEqual(['counting Credentials', 'counting CredentialsHelper']);
		await refuse(100, false);
		const memory = resident(instance().pid);
		const lines = logged().split('\n').length;
		const first = Date.now();

		const before = readLines().length;
		await refuse(REFUSED / 2, true);
		const malformed = readLines().slice(before);
		const began = Date.now();
		await refuse(REFUSED / 2, false);
		const periods = Math.ceil((Date.now() - began) / KEPT) + 1;
		const wrong = readsSince(before).length;
		const minutes = Math.ceil((Date.now() - first) / 60_000);
		const grown = resident(instance().pid) - memory;
		const said = logged().split('\n').length - lines;
		process.stdout.write(
			`Webhooks refused: ${JSON.stringify({ sent: REFUSED, malformed: malformed.length, wrong, periods, MiB: Math.round(grown), said })}\n`,
		);
		expect(malformed).toEqual([]);
		expect(wrong).toBeGreaterThan(0);
		expect(wrong).toBeLessThanOrEqual(periods * TARGETS.length);
		expect(grown).toBeLessThan(200);
		// Each reason is said once a minute by each trigger.
		expect(said).toBeLessThanOrEqual(5 * TARGETS.length * (minutes + 1));
	}, 600_000);

	test('a credential that is deleted is refused at once, and then costs no read', async () => {
		const [target] = TARGETS;
		const live = await LiveTarget.start(rest, target);
		lives.set('deleted', live);
		const draft = (number: number) => ({
			...draftOf(target, choiceOf(chance(number)), `D${SEED}x${number}`),
			target: { ...target, name: 'deleted' },
		});
		expect(await deliver(draft(0))).toMatchObject([{ status: 200 }]);
		await rest.call('DELETE', `/credentials/${live.credential.id}`);
		const deleted = Date.now();
		let number = 0;
		await waitFor('the delivery to be refused', async () => {
			const [{ status }] = await deliver(draft(++number));
			if (status === 401) return true;
			expect(status).toBe(200);
			return undefined;
		});
		expect(Date.now() - deleted).toBeLessThan(KEPT + SLACK);

		const before = readLines().length;
		const lines = logged().split('\n').length;
		const began = Date.now();
		const outcomes: Outcome[] = [];
		await deliverAll(
			upTo(300),
			(index) => ({ draft: draft(10_000 + index) }),
			(_how, _draft, some) => outcomes.push(...some),
		);
		expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set([401]));
		const looked = readsSince(before).filter((line) => line.includes(live.credential.id));
		const minutes = Math.ceil((Date.now() - began) / 60_000);
		process.stdout.write(
			`Webhooks deleted: ${JSON.stringify({ sent: outcomes.length, looked: looked.length, minutes })}\n`,
		);
		expect(looked.length).toBeLessThanOrEqual(minutes);
		expect(logged().split('\n').length - lines).toBeLessThanOrEqual(4 * minutes);
	}, 300_000);
});
