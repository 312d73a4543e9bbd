import { rm } from 'node:fs/promises';
import type { N8nRest, SavedWorkflow } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { downloadNode, filesOf, pathOf, sha256Of, tokenCredential } from './support/exports';
import { connect, instance } from './support/instance';
import { watchMemory, type Peak } from './support/memory';
import { node, saveChain } from './support/workflows';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
/** What 1 GiB may take more than 16 MiB do, in MiB. */
const ALLOWED = 64;
/** n8n's own work and the garbage collector move the peak by as much between two equal runs, in MiB. */
const NOISE = 32;
/** Downloads of a small file before, since n8n takes more with each of the first executions, whatever they do. */
const WARM_UP = 6;

describe('File > Download of a large file', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	const written: string[] = [];

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
	});

	afterAll(async () => {
		for (const path of written) await rm(path, { force: true });
		await simulator?.close();
	});

	const save = async (name: string): Promise<SavedWorkflow> => {
		const credential = await tokenCredential(rest, simulator);
		const start = node('Start', 'n8n-nodes-base.manualTrigger');
		return await saveChain(
			rest,
			'Download',
			[start, downloadNode('Download', {}, { credential })],
			[{ name }],
		);
	};
	/** Runs the download of a file. */
	const download = async (name: string) => {
		const workflow = await save(name);
		const stop = watchMemory(instance().pid);
		const execution = await rest.waitForExecution(await rest.runWorkflow(workflow.id, 'Start'));
		const peak = stop();
		expect(execution.status).toBe('success');
		const [file] = filesOf(execution, 'Download');
		const path = await pathOf(file);
		written.push(path);
		return { peak, file };
	};

	test('1 GiB is stored whole, with no more memory than a small file needs', async () => {
		const { addFile, sha256 } = simulator.control.exports;
		let before: Peak = { sampled: 0, highWater: 0 };
		for (let round = 1; round <= WARM_UP; round++) {
			const { name } = addFile({ name: `small-${round}.zip`, size: 16 * MIB });
			const { file, peak } = await download(name);
			expect(await sha256Of(file)).toBe(await sha256(name));
			before = peak;
		}
		const { name } = addFile({ name: 'interactions_5042.zip', size: GIB });
		const { file, peak } = await download(name);
		expect(file).toMatchObject({ fileName: name, mimeType: 'application/zip', bytes: GIB });
		const [stored, sent] = await Promise.all([sha256Of(file), sha256(name)]);
		expect(stored).toBe(sent);
		expect(simulator.control.exports.storage.violations()).toEqual([]);
		expect(peak.highWater - before.highWater).toBeLessThan(ALLOWED + NOISE);
		expect(peak.sampled - before.sampled).toBeLessThan(ALLOWED + NOISE);
	});
});
