import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../../simulator';
import type { Credentials } from '../../harness/additionalData';
import { startPollHost } from '../../harness/runPoll';
import type { PreparedExports } from '../wireCase';

/** In place of ids; only what the cases set matters then. */
export const noExports: PreparedExports = {
	finishedJobs: ['', ''],
	records: ['', ''],
	files: ['', ''],
	runningJob: '',
	runningRecord: '',
	waitingJob: '',
	suspendedJob: '',
};

/** How long a run takes that is waited for: shorter than the first interval of the node. */
const RUN_MS = 400;

const FAR_AHEAD = '2099-01-01T00:00:00Z';
const WAITING = { immediately: false, cron: '0 0 2 * * *', startDate: FAR_AHEAD };

/** A certificate, and jobs in every state that an operation can need; the newest of them has the id 1005. */
export async function prepareExports(sim: Simulator): Promise<PreparedExports> {
	const control = sim.control.exports;
	control.set({ runMs: RUN_MS });
	const finishedJobs = [addJob(sim, 'Finished'), addJob(sim, 'Finished')];
	control.advance(RUN_MS);
	control.set({ runMs: 3_600_000 });
	const runningJob = addJob(sim, 'Running');
	control.set({ runMs: RUN_MS });
	const waitingJob = addJob(sim, 'Waiting', WAITING);
	const suspendedJob = addJob(sim, 'Waiting', WAITING, true);
	await uploadCertificate(sim);
	const recordsOf = (job: string) =>
		control
			.history()
			.filter(({ parentId }) => String(parentId) === job)
			.map(({ id }) => String(id));
	return {
		finishedJobs,
		records: finishedJobs.flatMap(recordsOf),
		files: control.files().map(({ name }) => name),
		runningJob,
		runningRecord: recordsOf(runningJob)[0],
		waitingJob,
		suspendedJob,
	};
}

/** @returns its id */
function addJob(
	sim: Simulator,
	title: string,
	schedulerParam: object = { immediately: true },
	suspended = false,
): string {
	const { id } = sim.control.exports.addJob({
		source: 'UCS',
		title,
		timeFrame: { all: true },
		schedulerParam,
		jobParams: { type: 'Interactions', media: ['chat'] },
		suspended,
	});
	return String(id);
}

async function uploadCertificate(sim: Simulator): Promise<void> {
	const body = new FormData();
	body.append('file', new Blob(['prepared']), 'prepared.pem');
	const response = await fetch(`${sim.url}/udm/v3/cipher/prepared.pem`, {
		method: 'POST',
		headers: { 'x-api-key': sim.apiKey },
		body,
	});
	if (!response.ok) throw new Error(`No certificate: ${response.status}`);
}

/**
 * What the export trigger does for an export that finishes while the workflow is active: polls that find nothing, then
 * the export, the execution for it, and the first poll after a restart, which looks at that export once more.
 */
export async function exportTriggerRequests(
	sim: Simulator,
	parameters: INodeParameters,
	credentials: Credentials,
): Promise<void> {
	const start = async (restarts: number, state?: IDataObject) =>
		await startPollHost({
			node: 'genesysExportTrigger',
			workflowId: ['contract', parameters.api, parameters.authentication, restarts].join(' '),
			state,
			parameters: {
				...parameters,
				events: ['done'],
				downloadFiles: true,
				outputField: 'export',
				filters: { job: { __rl: true, mode: 'id', value: '1006' }, title: 'For', type: 'Inter' },
			},
			credentials,
		});
	const before = await start(0);
	expect(await before.poll()).toEqual([]);
	const job = addJob(sim, 'For the trigger');
	expect(await before.poll()).toEqual([]);
	sim.control.exports.advance(RUN_MS);
	const found = await before.poll();
	expect(found.map(({ json }) => json)).toEqual([
		expect.objectContaining({ parentId: Number(job), status: 'COMPLETED' }),
	]);

	const { error, items } = await before.execute(found, '1');
	expect(error).toBeUndefined();
	expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['export']]);

	const after = await start(1, before.state());
	expect(await after.poll()).toEqual(found);
}
