import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';
import { keyCredential } from '../../harness/genesysCredentials';
import { withSimulator } from '../../harness/simulator';
import { until } from '../../harness/until';
import { APIS, type More, runsOn } from './helper';

const sim = withSimulator({ exports: { runMs: 300, bytesPerFile: 2_000 } });

beforeEach(() => sim.control.exports.set({ runMs: 300, historyIds: 'own' }));

const content = {
	title: 'Nightly',
	source: 'UCS',
	dataType: 'Interactions',
	media: ['chat', 'email'],
	timeFrame: 'all',
};
const runAny = runsOn(sim);
const run = async (operation: string, parameters: INodeParameters, more: More = {}) =>
	await runAny('exportJob', operation, parameters, more);
const wait = async (parameters: INodeParameters = {}, more: More = {}) =>
	await run('createAndWait', { ...content, options: {}, ...parameters }, more);
const sent = (path: string) =>
	sim.control.requests.list().filter(({ path: known }) => known.includes(path));
const jobs = () => sim.control.exports.jobs();
const history = () => sim.control.exports.history();

describe.each(APIS)('Create and Wait by %s', (api) => {
	test.each(['own', 'job'] as const)('with history ids: %s', async (historyIds) => {
		sim.control.exports.set({ historyIds });
		const { items, error } = await wait({ outputField: 'zip' }, { api });
		expect(error).toBeUndefined();
		const [record] = history();
		expect(items).toHaveLength(2);
		for (const { json, binary, pairedItem } of items) {
			const file = json.file as IDataObject;
			expect(json).toMatchObject({ id: record.id, status: 'COMPLETED', jobId: jobs()[0].id });
			expect(binary?.zip).toMatchObject({ fileName: file.name, mimeType: 'application/zip' });
			expect((binary?.zip as IBinaryData).bytes).toBe(file.size);
			expect(pairedItem).toEqual({ item: 0 });
		}
		expect(new Set(items.map(({ json }) => (json.file as IDataObject).media))).toEqual(
			new Set(['chat', 'email']),
		);
		expect(sim.control.exports.storage.violations()).toEqual([]);
	});

	test('without the files gives one item with their list', async () => {
		const { items } = await wait({ downloadFiles: false }, { api });
		expect(items).toHaveLength(1);
		expect((items[0].json.files as IDataObject[]).map(({ name }) => name)).toEqual(
			sim.control.exports.files().map(({ name }) => name),
		);
		expect(sim.control.exports.storage.requests()).toEqual([]);
	});
});

test('files of another export with the same title are left alone', async () => {
	await wait({ downloadFiles: false });
	const { items } = await wait({ downloadFiles: false });
	expect(items[0].json.files).toHaveLength(2);
	expect(sim.control.exports.files()).toHaveLength(4);
});

test('a job that fails is an error that says so', async () => {
	sim.control.exports.set({ runMs: 60_000 });
	const running = wait();
	await until(() => history().length > 0);
	sim.control.exports.failRun(history()[0].id);
	const { error } = await running;
	expect(error?.message).toMatch(/^Export "Nightly" \(job \d+\) failed$/);
	expect(error?.description).toContain('"FAILED"');
});

test('a job that is cancelled elsewhere is an error that says so', async () => {
	sim.control.exports.set({ runMs: 60_000 });
	const running = wait();
	await until(() => history().length > 0);
	sim.control.exports.cancelRun(history()[0].id);
	expect((await running).error?.message).toContain('was cancelled in Genesys');
});

describe('when it takes too long', () => {
	const impatient = { waitLimit: 0 };

	test('says that the export goes on', async () => {
		sim.control.exports.set({ runMs: 60_000 });
		const { error } = await wait(impatient);
		expect(error?.message).toContain('is not finished after 0 minutes');
		expect(error?.description).toContain('It goes on in Genesys');
		expect(jobs()[0].status).not.toBe('CANCELLED');
	});

	test('cancels the export if that is wished', async () => {
		sim.control.exports.set({ runMs: 60_000 });
		await wait({ ...impatient, options: { cancelJob: true } });
		expect(sent('/jobs/cancel/')).toHaveLength(1);
		expect(history()[0].status).toBe('CANCELLED');
	});
});

test.each([true, false])(
	'a cancelled execution stops looking; cancels the job: %s',
	async (cancelJob) => {
		sim.control.exports.set({ runMs: 60_000 });
		const looked = () => sent('/progress').length > 0;
		await wait(
			{ options: { cancelJob } },
			{ onStart: (cancel) => void until(looked).then(cancel) },
		);
		const looks = sent('/progress').length;
		await until(() => !cancelJob || history()[0].status === 'CANCELLED');
		// The next look would have been after a second.
		await new Promise((resolve) => setTimeout(resolve, 1_500));
		expect(sent('/progress').length).toBe(looks);
		expect(sent('/jobs/cancel/')).toHaveLength(cancelJob ? 1 : 0);
	},
);

test.each(['={{ undefined }}', '={{ "soon" }}'])(
	'a wait of %s is refused before anything is sent',
	async (waitLimit) => {
		const { error } = await wait({ waitLimit });
		expect(error?.message).toBe('The field "Wait at Most" is not a number');
		expect(jobs()).toEqual([]);
	},
);

test('an interval that is no number does not flood Genesys', async () => {
	sim.control.exports.set({ runMs: 2_000 });
	await wait({ downloadFiles: false, options: { longestInterval: '={{ "x" }}' } });
	expect(sent('/progress').length).toBeLessThan(6);
});

test('a look that fails does not end the wait', async () => {
	sim.control.exports.set({ runMs: 1_500 });
	sim.control.faults.add({
		kind: 'status',
		status: 500,
		times: 2,
		match: { pathRegex: '/progress$' },
	});
	const { error } = await wait({ downloadFiles: false });
	expect(error).toBeUndefined();
});

test('looks that keep failing do', async () => {
	sim.control.exports.set({ runMs: 60_000 });
	sim.control.faults.add({
		kind: 'status',
		status: 500,
		times: 0,
		match: { pathRegex: '/progress$' },
	});
	const { error } = await wait({ options: { longestInterval: 1 } });
	expect(error?.httpCode).toBe('500');
	expect(sent('/progress').length).toBe(5);
});

test('looks less and less often', async () => {
	sim.control.exports.set({ runMs: 7_000 });
	const { error } = await wait({ downloadFiles: false });
	expect(error).toBeUndefined();
	// 0, 1, 2.5, 4.75, 8.1 s
	expect(sent('/progress').length).toBeLessThanOrEqual(6);
});

test('the user can say what a status means', async () => {
	sim.control.exports.set({ runMs: 60_000 });
	const { items } = await wait({ downloadFiles: false, options: { doneStatuses: ['RUNNING'] } });
	expect(items[0].json.status).toBe('RUNNING');
});

test('a wrong item costs no other, and nothing of it is sent', async () => {
	const { items } = await run(
		'create',
		{ ...content, media: '={{ $json.media }}', schedule: 'immediately', additionalFields: {} },
		{
			items: [{ media: ['chat'] }, { media: [] }, { media: ['email'] }],
			onError: 'continueRegularOutput',
		},
	);
	expect(items.map(({ json }) => Boolean(json.error))).toEqual([false, true, false]);
	expect(jobs()).toHaveLength(2);
});

describe('many jobs', () => {
	const locator = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
	const finished = (count: number) =>
		Array.from({ length: count }, () => {
			const { id } = sim.control.exports.addJob({
				source: 'UCS',
				title: 'x',
				type: 'UCS',
				timeFrame: { all: true },
				schedulerParam: { immediately: true },
				jobParams: { type: 'Interactions', media: ['chat'] },
				suspended: false,
			});
			return { id };
		});

	test.each(['udm10', 'udm4'])('1,000 are deleted in 10 requests by %s', async (api) => {
		const items = finished(1000);
		sim.control.exports.advance(10_000);
		const { items: output, error } = await run('deleteMany', { job: locator }, { api, items });
		expect(error).toBeUndefined();
		expect(sent('/export/jobs').length).toBeLessThanOrEqual(10);
		expect(jobs()).toEqual([]);
		expect(output.map(({ json, pairedItem }) => [json.deleted, pairedItem])).toEqual(
			items.map((_, item) => [true, { item }]),
		);
	});

	test.each(['udm10', 'udm4'])('one in progress fails alone by %s', async (api) => {
		const items = finished(20);
		sim.control.exports.advance(10_000);
		sim.control.exports.set({ runMs: 60_000 });
		items.splice(7, 0, ...finished(1));
		const { items: output } = await run(
			'deleteMany',
			{ job: locator },
			{ api, items, onError: 'continueRegularOutput' },
		);
		expect(output.flatMap(({ json }, n) => (json.error ? [n] : []))).toEqual([7]);
		expect(jobs()).toHaveLength(1);
	});
});

test('an API that does not take the chosen authentication says so, and sends nothing', async () => {
	const { error } = await run(
		'getAll',
		{ authentication: 'apiKey' },
		{ credentials: keyCredential(sim) },
	);
	expect(error?.message).toContain('does not take this kind of credential');
	expect(error?.description).toContain('OAuth2, Token');
	expect(sim.control.requests.list()).toEqual([]);
});
