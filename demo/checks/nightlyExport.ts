import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FileMetadata } from '../../simulator';
import { FILES_FOLDER } from '../demo';
import type { CheckContext } from './context';

const MEDIA = ['email', 'chat', 'voice'];
/** Outputs of the workflow's Switch and the nodes that they lead to, in the order of MEDIA. */
const WRITERS = ['Write E-Mails', 'Write Chats', 'Write Calls'];
const RUN_MS = 1_000;
const DAY_MS = 24 * 60 * 60_000;

/** The day before, in UTC, which is the demo's time zone: `YYYY-MM-DD`, and the midnights around it. */
function yesterday() {
	const to = Math.floor(Date.now() / DAY_MS) * DAY_MS;
	const [dateFrom, dateTo] = [to - DAY_MS, to].map((time) => new Date(time).toISOString());
	return { day: dateFrom.slice(0, 10), dateFrom, dateTo };
}

/**
 * "Nightly export to files", run by its manual trigger.
 *
 * @returns the files that the simulator made for it; undefined when the export itself failed
 */
export async function checkNightlyExport({
	demo,
	list,
}: CheckContext): Promise<FileMetadata[] | undefined> {
	const { simulator, n8n, workflows } = demo;
	const { exports } = simulator.control;
	const folder = join(n8n.userFolder, FILES_FOLDER);
	const before = yesterday();
	exports.set({ runMs: RUN_MS });
	exports.storage.clearRequests();

	const done = await list.check(
		'the nightly export waits for the files of three media',
		async () => {
			const id = await n8n.rest.runWorkflow(workflows.nightlyExport.id, 'Run Now');
			const execution = await n8n.rest.waitForExecution(id);
			assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
			const files = exports.files();
			assert.deepEqual(
				execution.output('Export').map(({ status, progress, file }) => [status, progress, file]),
				files.map((file) => ['COMPLETED', 100, file]),
			);
			assert.deepEqual(files.map(({ media }) => media).sort(), [...MEDIA].sort());
			return { execution, files };
		},
	);
	if (!done) return undefined;
	const { execution, files } = done;
	const { day, dateFrom, dateTo } = yesterday();
	const written = ({ name, media }: FileMetadata) => `${day}_${media}_${name}`;

	await list.check('it asked Genesys for one job, with the day before as its period', () => {
		assert.equal(before.day, day, 'midnight came between: run the check again');
		const [{ title, definition }, ...more] = exports.jobs();
		assert.equal(more.length, 0);
		assert.equal(title, `Nightly interactions ${day}`);
		assert.deepEqual(definition.timeFrame, { all: false, dateFrom, dateTo });
		assert.deepEqual(definition.schedulerParam, { immediately: true });
		assert.deepEqual(definition.jobParams, { type: 'Interactions', media: MEDIA });
	});
	await list.check('the files are split by media, one way for each', () => {
		for (const [index, media] of MEDIA.entries()) {
			const expected = files.filter((file) => file.media === media);
			const branch = execution.runData.Media.at(-1)?.data?.main[index] ?? [];
			assert.deepEqual(
				branch.map(({ json }) => json.file),
				expected,
			);
			assert.deepEqual(
				execution.output(WRITERS[index]).map(({ fileName }) => fileName),
				expected.map((file) => `${FILES_FOLDER}/${written(file)}`),
			);
		}
	});
	await list.check('each file is on the disk, byte for byte as Genesys has it', async () => {
		assert.deepEqual((await readdir(folder)).sort(), files.map(written).sort());
		for (const file of files) {
			const bytes = await readFile(join(folder, written(file)));
			assert.equal(bytes.length, file.size);
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			assert.equal(sha256, await exports.sha256(file.name), file.name);
		}
	});
	await list.check('the summary has a row for each medium, with its bytes', () => {
		const rows = MEDIA.map((media) => {
			const file = files.find((one) => one.media === media) as FileMetadata;
			return {
				file_media: media,
				count_file_name: 1,
				sum_file_size: file.size,
				appended_fileName: [`${FILES_FOLDER}/${written(file)}`],
			};
		});
		assert.deepEqual(execution.output('Summary'), rows);
	});
	await list.check('the storage was asked once for each file, without any credential', () => {
		const requests = exports.storage.requests();
		assert.deepEqual(
			requests.map(({ name, status, complete }) => [name, status, complete]).sort(),
			files.map(({ name }) => [name, 200, true]).sort(),
		);
		assert.deepEqual(exports.storage.violations(), []);
	});
	return files;
}
