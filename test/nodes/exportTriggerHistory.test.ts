import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { withLiar } from '../harness/liar';
import { startPollHost, type PollHost } from '../harness/runPoll';
import { initDeduplication } from '../harness/triggerHost';
import type { NodeSetup } from '../harness/workflow';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const own = withLiar();
const other = withLiar();
let workflows = 0;
let deduplication: Awaited<ReturnType<typeof initDeduplication>>;

beforeAll(async () => {
	deduplication = await initDeduplication();
});
beforeEach(() => deduplication.clear());

const start = async (more: Partial<NodeSetup> = {}, parameters = {}): Promise<PollHost> =>
	await startPollHost({
		node: 'genesysExportTrigger',
		parameters: { api: 'cdds', authentication: 'apiKey', downloadFiles: false, ...parameters },
		credentials: { genesysApi: { baseUrl: own.url, apiKey: 'k' } },
		workflowId: `history-${++workflows}`,
		...more,
	});
const at = (liar: typeof own) => ({ genesysApi: { baseUrl: liar.url, apiKey: 'k' } });
const ids = (items: INodeExecutionData[]) => items.map(({ json }) => json.id);

/** Whether, and in which order, the server sorts a history. */
type Sorting = (a: IDataObject, b: IDataObject, field: string) => number;
const asAsked: Sorting = (a, b, field) => {
	const [one, two] = [a[field] ?? '', b[field] ?? ''];
	return one < two ? 1 : Number(one > two) * -1;
};
const asTheyLie: Sorting = () => 0;

/** Serves a history, and jobs, of the test's own. */
function serve(on: typeof own, history: () => IDataObject[], sorting = asAsked, pageSize = 100) {
	const jobs = new Map<string, IDataObject>();
	on.answer = (response, { url = '' }) => {
		const { pathname, searchParams } = new URL(url, 'http://x');
		if (pathname.endsWith('/file-metadatas')) return on.json(response, { items: [], count: 0 });
		const [, kind, id] = /(history|jobs)\/(.+)$/.exec(pathname) ?? [];
		if (id) {
			const one = kind === 'jobs' ? jobs.get(id) : history().find((row) => String(row.id) === id);
			return on.json(response, one ?? {}, one ? 200 : 404);
		}
		const field = searchParams.get('orderField') ?? 'id';
		const from = Number(searchParams.get('from'));
		const all = [...history()].sort((a, b) => sorting(a, b, field));
		on.json(response, { count: all.length, items: all.slice(from, from + pageSize) });
	};
	return jobs;
}

const record = (id: number | string, createdDate: unknown, more = {}): IDataObject =>
	({ id, title: `run ${id}`, status: 'COMPLETED', createdDate, ...more }) as IDataObject;
const ago = (time: number) => new Date(Date.now() - time).toISOString();

describe('exports of another account', () => {
	const items = [{ json: record(1, ago(0)) }];

	test.each([
		['another credential', { credentialId: 'other', credentials: () => at(own) }],
		['another Base URL in the same credential', { credentials: () => at(other) }],
		['another API', { parameters: { api: 'udm4' }, credentials: () => at(own) }],
	])('of %s are not taken for those with the same ID', async (_name, changed) => {
		for (const liar of [own, other]) serve(liar, () => []);
		const { parameters, credentials, ...more } = { parameters: {}, ...changed };
		const workflowId = `history-${++workflows}`;
		const before = await start({ workflowId });
		const after = await start({ workflowId, credentials: credentials(), ...more }, parameters);
		expect(ids((await before.execute(items, '1')).items)).toEqual([1]);
		expect(ids((await after.execute(items, '2')).items)).toEqual([1]);
		expect(ids((await after.execute(items, '3')).items)).toEqual([]);
		expect(ids((await before.execute(items, '4')).items)).toEqual([]);
	});

	test('that are old do not start the workflow when the Base URL has changed', async () => {
		serve(own, () => [record(100, ago(DAY))]);
		serve(other, () => [record(101, ago(2 * DAY)), record(102, ago(3 * DAY))]);
		const before = await start();
		expect(await before.poll()).toEqual([]);
		const after = await start({ state: before.state(), credentials: at(other) });
		expect(await after.poll()).toEqual([]);
	});

	test('are the same when only blanks and slashes of the Base URL have changed', async () => {
		const history = [record(100, ago(DAY))];
		serve(own, () => history);
		const before = await start();
		await before.poll();
		history.push(record(101, ago(0)));
		const credentials = { genesysApi: { baseUrl: ` ${own.url}/ `, apiKey: 'k' } };
		const after = await start({ state: before.state(), credentials });
		expect(ids(await after.poll())).toEqual([101]);
	});
});

describe('2,500 exports that were there', () => {
	const many = (one: (n: number) => IDataObject) => {
		const ordered = Array.from({ length: 2500 }, (_, n) => one(n + 1));
		return Array.from({ length: 2500 }, (_, n) => ordered[(n * 1777) % 2500]);
	};
	const text = (n: number) => `run-${String(n * 7919).padStart(9, '0')}`;
	const old = (n: number) => ago(9 * DAY - n * MINUTE);
	const fresh = (id: unknown, date: unknown) => record(id as string, date);

	describe.each([
		['a server that sorts', asAsked],
		['one that does not', asTheyLie],
		['one that sorts the other way round', ((...given) => -asAsked(...given)) as Sorting],
	])('at %s', (_name, sorting) => {
		test.each([
			['numbers, dates', (n: number) => record(n, old(n)), () => fresh(9000, ago(0))],
			['no date', (n: number) => record(n, 'soon'), () => fresh(9000, 'soon')],
			['the same minute', (n: number) => record(n, ago(MINUTE)), () => fresh(9000, ago(0))],
			['text IDs', (n: number) => record(text(n), old(n)), () => fresh('run-new', ago(0))],
			['text IDs, no date', (n: number) => record(text(n), null), () => fresh('run-new', null)],
			['some without a date', (n: number) => record(n, n % 3 ? old(n) : ''), () => fresh(9000, '')],
			[
				'a clock that is a year ahead',
				(n: number) => record(n, ago(-365 * DAY - n * 1000)),
				() => fresh(9000, ago(-366 * DAY)),
			],
			[
				'IDs beyond 2^53',
				(n: number) => record(`90071992547${String(n).padStart(8, '0')}`, 'soon'),
				() => fresh('9007199254700002501', 'soon'),
			],
		])('%s: start nothing; one that is new starts once', async (_what, one, next) => {
			const history = many(one);
			serve(own, () => history, sorting);
			const host = await start();
			for (let n = 0; n < 3; n++) expect(await host.poll()).toEqual([]);
			const last = next();
			history.splice(1234, 0, last);
			expect(ids(await host.poll())).toEqual([last.id]);
			for (let n = 0; n < 2; n++) expect(await host.poll()).toEqual([]);
		});
	});

	test.each([
		['dates and numbers', (n: number) => record(n, old(n))],
		['text IDs', (n: number) => record(text(n), old(n))],
		['no readable date', (n: number) => record(n, 'soon')],
	])('%s: a poll asks for a page or two', async (_what, one) => {
		const history = many(one);
		serve(own, () => history);
		const host = await start();
		await host.poll();
		own.sent = [];
		await host.poll();
		expect(own.sent.length).toBeLessThanOrEqual(2);
	});

	test.each([
		['at the top of the list', ((...given) => -asAsked(...given)) as Sorting, ['run-new']],
		['somewhere in it', asTheyLie, ['run-new']],
		// Nobody would find it without reading all of the history in each poll.
		['at its end', asAsked, []],
	])('some with neither date nor number, %s', async (_where, sorting, found) => {
		const history = many((n) => (n % 3 ? record(n, old(n)) : record(text(n), '')));
		serve(own, () => history, sorting);
		const host = await start();
		for (let n = 0; n < 3; n++) expect(await host.poll()).toEqual([]);
		history.push(record('run-new', ''));
		expect(ids(await host.poll())).toEqual(found);
		expect(await host.poll()).toEqual([]);
	});

	test('that are not sorted are read once in a poll', async () => {
		const history = many((n) => record(n, old(n)));
		serve(own, () => history, asTheyLie);
		const host = await start();
		await host.poll();
		own.sent = [];
		await host.poll();
		expect(own.sent.length).toBeLessThanOrEqual(26);
	});

	test('and are missing from one answer are not new when they are back', async () => {
		const history = many((n) => record(text(n), 'soon'));
		let shown: IDataObject[] = history;
		serve(own, () => shown);
		const host = await start();
		await host.poll();
		shown = [];
		expect(await host.poll()).toEqual([]);
		shown = history;
		expect(await host.poll()).toEqual([]);
	});
});

describe('IDs', () => {
	test('that differ in the last of many digits are of two exports, in their order', async () => {
		const history = [record('9007199254740991', 'soon')];
		serve(own, () => history);
		const host = await start();
		await host.poll();
		history.push(record('9007199254740993', 'soon'), record('9007199254740992', 'soon'));
		expect(ids(await host.poll())).toEqual(['9007199254740992', '9007199254740993']);
	});

	test.each(['__proto__', 'constructor', 'toString'])('%s is one like any other', async (id) => {
		const history = [record('old', ago(DAY))];
		serve(own, () => history);
		const host = await start();
		await host.poll();
		history.push(record(id, ago(0)));
		expect(ids(await host.poll())).toEqual([id]);
		expect(await host.poll()).toEqual([]);
	});

	test('that are missing from one record cost no other', async () => {
		const history = [record(1, ago(DAY))];
		serve(own, () => history);
		const host = await start();
		await host.poll();
		history.push({ ...record(2, ago(0)), id: null } as never, record(3, ago(0)));
		expect(ids(await host.poll())).toEqual([3]);
	});

	test('that are missing from the answer for one export are those that were asked for', async () => {
		const running = record(5, ago(0), { status: 'RUNNING' });
		let history = [record(1, ago(DAY)), running];
		serve(own, () => history);
		const host = await start();
		await host.poll();
		history = [record(1, ago(DAY))];
		const { answer } = own;
		own.answer = (response, request, body) =>
			request.url?.endsWith('/history/5')
				? own.json(response, { ...running, id: undefined, status: 'COMPLETED' })
				: answer(response, request, body);
		expect(ids(await host.poll())).toEqual(['5']);
		expect(await host.poll()).toEqual([]);
	});

	test('that are missing from all are an error', async () => {
		serve(own, () => [{ historyId: 7, title: 'a' }]);
		const host = await start();
		await expect(host.poll()).rejects.toThrow('without an ID');
	});
});

describe('an export that was running', () => {
	const ended = () => record(5, ago(HOUR), { status: 'COMPLETED' });
	/** A trigger that has met it as running, with newer ones, so that it is asked for on its own. */
	const met = async () => {
		const history = [record(1, ago(DAY)), record(5, ago(HOUR), { status: 'RUNNING' })];
		serve(own, () => history);
		const host = await start();
		await host.poll();
		history.push(record(6, ago(0)));
		await host.poll();
		return { history, host };
	};
	afterEach(() => jest.restoreAllMocks());
	const forward = (time: number) => {
		const now = Date.now.bind(Date);
		jest.spyOn(Date, 'now').mockImplementation(() => now() + time);
	};

	test('and is not found for less than an hour starts the workflow when it has ended', async () => {
		const { history, host } = await met();
		history.splice(1, 1);
		expect(await host.poll()).toEqual([]);
		forward(55 * MINUTE);
		expect(await host.poll()).toEqual([]);
		history.push(ended());
		expect(ids(await host.poll())).toEqual([5]);
		expect(await host.poll()).toEqual([]);
	});

	test('and is not found for an hour is no longer asked for', async () => {
		const { history, host } = await met();
		history.splice(1, 1);
		await host.poll();
		forward(61 * MINUTE);
		await host.poll();
		own.sent = [];
		await host.poll();
		expect(own.sent.filter(({ url }) => url.endsWith('/history/5'))).toEqual([]);
		expect(host.state().open).toEqual({});
	});

	test('and ended while n8n was off for more than a week starts the workflow', async () => {
		const { history, host } = await met();
		history[1] = ended();
		forward(8 * DAY);
		expect(ids(await host.poll())).toEqual([5]);
	});

	test('is noticed among the newest 1,000 when pages are shorter than asked for', async () => {
		const history = Array.from({ length: 1100 }, (_, n) =>
			record(n + 1, ago(9 * DAY - n * MINUTE)),
		);
		history[600].status = 'RUNNING';
		serve(own, () => history, asAsked, 20);
		const host = await start();
		await host.poll();
		history[600].status = 'COMPLETED';
		expect(ids(await host.poll())).toEqual([601]);
	});
});

test('exports that are offered again after a restart, and are not found at first, are offered later', async () => {
	const history = [record(1, ago(DAY))];
	serve(own, () => history);
	const before = await start();
	await before.poll();
	history.push(record(2, ago(0)));
	expect(ids(await before.poll())).toEqual([2]);
	const after = await start({ state: before.state() });
	const [two] = history.splice(1, 1);
	expect(await after.poll()).toEqual([]);
	history.push(two);
	expect(ids(await after.poll())).toEqual([2]);
	expect(await after.poll()).toEqual([]);
});

test.each([
	{ seen: 'all' },
	{ seen: [1], highest: '7' },
	{ seen: {}, highest: 'x' },
	{ seen: {}, newest: 'soon' },
	{ seen: {}, open: { 5: null } },
	{ seen: {}, last: 5 },
	{ seen: { a: 'b' } },
] as IDataObject[])('saved data that is none, %j, is begun anew', async (broken) => {
	const history = [record(1, ago(DAY)), record(2, ago(0))];
	serve(own, () => history);
	const before = await start();
	await before.poll();
	const after = await start({ state: { about: before.state().about, ...broken } });
	expect(await after.poll()).toEqual([]);
	history.push(record(3, ago(0)));
	expect(ids(await after.poll())).toEqual([3]);
});

describe('a filter for job 1042', () => {
	const filtered = { filters: { job: { __rl: true, mode: 'id', value: '1042' } } };
	const run = async (found: IDataObject, job?: IDataObject) => {
		const history = [record(1, ago(DAY))];
		const jobs = serve(own, () => history);
		if (job) jobs.set('1042', job);
		const host = await start({}, filtered);
		await host.poll();
		history.push(found);
		return ids(await host.poll());
	};

	test('lets its run pass, and no other', async () => {
		expect(await run(record(5, ago(0), { parentId: 1042 }))).toEqual([5]);
		expect(await run(record(5, ago(0), { parentId: 7 }))).toEqual([]);
		expect(await run(record(5, ago(0)))).toEqual([]);
	});

	test('lets a run with its ID pass that names no job only when the title is the same', async () => {
		const job = { id: 1042, title: 'run 1042' };
		expect(await run(record(1042, ago(0)), job)).toEqual([1042]);
		expect(await run(record(1042, ago(0), { parentId: 7 }), job)).toEqual([]);
		expect(await run(record(1042, ago(0)), { ...job, title: 'Nightly' })).toEqual([]);
		expect(await run(record(1042, ago(0), { title: undefined }), { id: 1042 })).toEqual([]);
		expect(await run(record(1042, ago(0)))).toEqual([]);
	});

	test('asks for the job again when that fails, and loses nothing', async () => {
		const history = [record(1, ago(DAY))];
		const jobs = serve(own, () => history);
		const host = await start({}, filtered);
		await host.poll();
		history.push(record(1042, ago(0)));
		const { answer } = own;
		own.answer = (response, request, body) =>
			request.url?.includes('/jobs/')
				? own.json(response, {}, 403)
				: answer(response, request, body);
		await expect(host.poll()).rejects.toThrow();
		own.answer = answer;
		jobs.set('1042', { id: 1042, title: 'run 1042' });
		expect(ids(await host.poll())).toEqual([1042]);
	});
});

describe('with On Error set to continue', () => {
	const onError = 'continueRegularOutput' as const;
	const items = [{ json: record(1, ago(0)) }, { json: record(2, ago(0)) }];

	test.each([
		['a wrong Base URL', { credentials: { genesysApi: { baseUrl: 'nonsense', apiKey: 'k' } } }, {}],
		['a credential that is missing', { credentials: {} }, {}],
		['an API that does not take the credential', {}, { api: 'udm10' }],
		['an option that is none', {}, { events: '={{ 5 }}' }],
	])('%s is the error of each export', async (_what, more, parameters) => {
		serve(own, () => []);
		const host = await start({ onError, ...more }, parameters);
		const { items: output, error } = await host.execute(items, '1');
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => Object.keys(json))).toEqual([
			['error', 'details'],
			['error', 'details'],
		]);
		const { error: thrown } = await (await start(more, parameters)).execute(items, '1');
		expect(thrown?.message).toBe(output[0].json.error);
	});
});
