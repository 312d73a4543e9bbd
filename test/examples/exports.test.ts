import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILES_FOLDER } from '../../demo/demo';
import type { FileMetadata } from '../../simulator';
import { runningDemo } from './support/demo';
import { runNow, settle } from './support/executions';
import { expectLoaded, exportNightly, lookNow } from './support/exports';

const MEDIA = ['email', 'chat', 'voice'];
/** The nodes that the outputs of the workflow's Switch lead to, in the order of MEDIA. */
const WRITERS = ['Write E-Mails', 'Write Chats', 'Write Calls'];
const DAY_MS = 24 * 60 * 60_000;

/** The day before, in UTC, which is the demo's time zone: `YYYY-MM-DD`, and the midnights around it. */
function yesterday() {
	const to = Math.floor(Date.now() / DAY_MS) * DAY_MS;
	const [dateFrom, dateTo] = [to - DAY_MS, to].map((time) => new Date(time).toISOString());
	return { day: dateFrom.slice(0, 10), dateFrom, dateTo };
}

const demo = runningDemo();
const { exports: simulated } = demo.simulator.control;
const { rest } = demo.n8n;
const { day, dateFrom, dateTo } = yesterday();
let nightly: Awaited<ReturnType<typeof exportNightly>>;

beforeAll(async () => {
	// Not to fetch the files while the storage is being watched.
	await rest.deactivate(demo.workflows.exportLoad.id);
	simulated.storage.clearRequests();
	nightly = await exportNightly(demo);
});

describe('Nightly export to files', () => {
	const folder = join(demo.n8n.userFolder, FILES_FOLDER);
	const written = ({ name, media }: FileMetadata) => `${day}_${media}_${name}`;

	test('it waits for the files of three media', () => {
		const { execution, files } = nightly;
		expect(
			execution.output('Export').map(({ status, progress, file }) => [status, progress, file]),
		).toEqual(files.map((file) => ['COMPLETED', 100, file]));
		expect(files.map(({ media }) => media).sort()).toEqual([...MEDIA].sort());
	});

	test('it asked Genesys for one job, with the day before as its period', () => {
		expect(yesterday().day).toBe(day); // else midnight came between: run the tests again
		const [{ title, definition }, ...more] = nightly.jobs;
		expect(more).toEqual([]);
		expect(title).toBe(`Nightly interactions ${day}`);
		expect(definition.timeFrame).toEqual({ all: false, dateFrom, dateTo });
		expect(definition.schedulerParam).toEqual({ immediately: true });
		expect(definition.jobParams).toEqual({ type: 'Interactions', media: MEDIA });
	});

	test('the files are split by media, one way for each', () => {
		const { execution, files } = nightly;
		for (const [index, media] of MEDIA.entries()) {
			const expected = files.filter((file) => file.media === media);
			const branch = execution.runData.Media.at(-1)?.data?.main[index] ?? [];
			expect(branch.map(({ json }) => json.file)).toEqual(expected);
			expect(execution.output(WRITERS[index]).map(({ fileName }) => fileName)).toEqual(
				expected.map((file) => `${FILES_FOLDER}/${written(file)}`),
			);
		}
	});

	test('each file is on the disk, byte for byte as Genesys has it', async () => {
		const { files } = nightly;
		expect((await readdir(folder)).sort()).toEqual(files.map(written).sort());
		for (const file of files) {
			const bytes = await readFile(join(folder, written(file)));
			expect(bytes.length).toBe(file.size);
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			expect([file.name, sha256]).toEqual([file.name, await simulated.sha256(file.name)]);
		}
	});

	test('the summary has a row for each medium, with its bytes', () => {
		const rows = MEDIA.map((media) => {
			const file = nightly.files.find((one) => one.media === media) as FileMetadata;
			return {
				file_media: media,
				count_file_name: 1,
				sum_file_size: file.size,
				appended_fileName: [`${FILES_FOLDER}/${written(file)}`],
			};
		});
		expect(nightly.execution.output('Summary')).toEqual(rows);
	});

	test('the storage was asked once for each file, without any credential', () => {
		const requests = simulated.storage.requests();
		expect(requests.map(({ name, status, complete }) => [name, status, complete]).sort()).toEqual(
			nightly.files.map(({ name }) => [name, 200, true]).sort(),
		);
		expect(simulated.storage.violations()).toEqual([]);
	});
});

/** With the files of the nightly export, and with exports that it must leave alone. */
describe('Export finished, load it', () => {
	test('the finished export is loaded, a workitem for each record', async () => {
		await lookNow(demo);
		const records = await expectLoaded(demo, nightly.files, 1);
		const dates = records.map(({ startDate }) => startDate);
		expect(dates.filter((date) => date < dateFrom || date > dateTo)).toEqual([]);
	});

	test('a failed export and one of another title load nothing', async () => {
		const [{ definition }] = nightly.jobs;
		simulated.failRun(simulated.addJob(definition).id);
		simulated.addJob({ ...definition, title: 'Weekly interactions' });
		simulated.advance(simulated.settings().runMs);
		const ended = simulated.history().slice(-2);
		expect(ended.map(({ status }) => status)).toEqual(['FAILED', 'COMPLETED']);
		await lookNow(demo);
		await settle();
		expect(await rest.listExecutions(demo.workflows.exportLoad.id)).toHaveLength(1);
	});
});

/** After the others, which do not expect more exports, and more files in the folder. */
describe('Exports of yesterday to files', () => {
	const folder = join(demo.n8n.userFolder, FILES_FOLDER);
	const runMs = 2_000;
	const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

	/** An export of another department. */
	function add(title: string, createdDate: string) {
		const [{ definition }] = nightly.jobs;
		const { id } = simulated.addJob({ ...definition, title }, createdDate);
		return simulated.history().find(({ parentId }) => parentId === id)!;
	}
	/** One of the day before that ends in so many milliseconds. */
	function addRunning(title: string, left: number) {
		simulated.set({ runMs: DAY_MS + left });
		const run = add(title, ago(DAY_MS));
		simulated.set({ runMs });
		return run;
	}

	test('every export of yesterday, waited for, downloaded: one node', async () => {
		const old = add('Two days ago', ago(2 * DAY_MS));
		const ended = add('Sales', ago(DAY_MS));
		const failed = addRunning('Failed', DAY_MS);
		simulated.failRun(failed.id);
		const running = addRunning('Service', 4_000);
		expect(simulated.history().map(({ id, status }) => [id, status])).toEqual(
			expect.arrayContaining([
				[old.id, 'COMPLETED'],
				[ended.id, 'COMPLETED'],
				[failed.id, 'FAILED'],
				[running.id, 'RUNNING'],
			]),
		);
		simulated.storage.clearRequests();

		const execution = await runNow(rest, demo.workflows.yesterdaysExports);
		const files = simulated
			.files()
			.filter(({ historyId }) => [ended.id, running.id].includes(historyId));
		expect(files).toHaveLength(2 * MEDIA.length);
		const output = execution.output('Exports of Yesterday');
		expect(output.map(({ file }) => file)).toEqual(files);
		expect(output.map(({ status }) => status)).toEqual(files.map(() => 'COMPLETED'));

		for (const file of files) {
			const { historyId, name, size } = file;
			const bytes = await readFile(join(folder, `${yesterday().day}_${historyId}_${name}`));
			expect(bytes.length).toBe(size);
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			expect([name, sha256]).toEqual([name, await simulated.sha256(name)]);
		}
		expect(execution.output('Report').map(({ message }) => message)).toEqual([
			expect.stringContaining(
				`Export "Failed" (history record ${failed.id}) failed. Genesys reports`,
			),
		]);
		expect(simulated.storage.requests()).toHaveLength(files.length);
		expect(simulated.storage.violations()).toEqual([]);
	});
});
