import axios from 'axios';
import { strFromU8, unzipSync } from 'fflate';
import type { Demo } from '../../../demo/demo';
import type { FileMetadata, Simulator, Workitem } from '../../../simulator';
import { expectSuccess, runNow } from './executions';

const RUN_MS = 1_000;
/** How many records *Export finished, load it* sends at a time. */
const BATCH = 50;

/** Runs *Nightly export to files*. @returns its execution, and the jobs and files that it made in Genesys */
export async function exportNightly({ simulator, n8n, workflows }: Demo) {
	const { exports } = simulator.control;
	exports.set({ runMs: RUN_MS });
	const [jobs, files] = [exports.jobs().length, exports.files().length];
	const execution = await runNow(n8n.rest, workflows.nightlyExport);
	return { execution, jobs: exports.jobs().slice(jobs), files: exports.files().slice(files) };
}

/** Lets *Export finished, load it* look for exports now, as it does when it is switched on, and not within a minute. */
export async function lookNow({ n8n, workflows }: Demo): Promise<void> {
	const { id } = workflows.exportLoad;
	await n8n.rest.deactivate(id);
	await n8n.rest.activate(await n8n.rest.getWorkflow(id));
}

/** A line of an exported file, as far as the workflow uses it. */
export interface ExportedRecord {
	interactionId: string;
	mediaType: string;
	startDate: string;
	agent: string;
	subject: string;
	contact: { emailAddress: string };
}

/** Reads a file as any client would: by the API, then by the link that it gives, without credentials. */
async function readExport(
	{ url, apiKey, control }: Simulator,
	name: string,
): Promise<ExportedRecord[]> {
	const { accessToken } = control.auth.issueToken('agent');
	const { headers } = await axios.get(`${url}/udm/v10/files/${name}`, {
		headers: { 'x-api-key': apiKey, authorization: `Bearer ${accessToken}` },
		maxRedirects: 0,
		proxy: false,
		validateStatus: (status) => status === 303,
	});
	const { data } = await axios.get<ArrayBuffer>(String(headers.location), {
		responseType: 'arraybuffer',
		proxy: false,
	});
	return Object.values(unzipSync(new Uint8Array(data)))
		.flatMap((bytes) => strFromU8(bytes).split('\n'))
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as ExportedRecord);
}

const workitemOf = ({ interactionId, mediaType, agent, subject, contact }: ExportedRecord) => ({
	externalId: `review-${interactionId}`,
	parentInteractionId: interactionId,
	userData: { Media: mediaType, Agent: agent, Subject: subject, Customer: contact.emailAddress },
});
const shown = ({ externalId, parentInteractionId, userData }: Workitem) => ({
	...{ externalId, parentInteractionId, userData },
});
const byId = (a: { externalId: string | null }, b: { externalId: string | null }) =>
	String(a.externalId).localeCompare(String(b.externalId));

/**
 * That *Export finished, load it* has run `count` times, the last time for the records of these files, all and once.
 *
 * @returns the records
 */
export async function expectLoaded(
	{ simulator, n8n, workflows }: Demo,
	files: FileMetadata[],
	count: number,
): Promise<ExportedRecord[]> {
	const executions = await n8n.rest.waitForExecutions(workflows.exportLoad.id, count);
	expect(executions).toHaveLength(count);
	const execution = await n8n.rest.getExecution(executions[0].id);
	expectSuccess(execution);
	const { mode, runData, output } = execution;
	expect(mode).toBe('trigger');
	expect(output('Export Finished').map(({ id, outcome, file }) => ({ id, outcome, file }))).toEqual(
		files.map((file) => ({ id: file.historyId, outcome: 'done', file })),
	);

	const records = (
		await Promise.all(files.map(async ({ name }) => await readExport(simulator, name)))
	).flat();
	expect(records.length).toBeGreaterThan(BATCH);
	expect(output('Records')).toEqual(records);
	expect(runData['Review Workitem']).toHaveLength(Math.ceil(records.length / BATCH));

	const ids = new Set(records.map(({ interactionId }) => `review-${interactionId}`));
	const workitems = simulator.control.workitems
		.list()
		.filter(({ externalId }) => ids.has(String(externalId)));
	expect(workitems.map(shown).sort(byId)).toEqual(records.map(workitemOf).sort(byId));
	expect(output('Summary')).toEqual(
		files.map(({ media }) => ({
			userData_Media: media,
			outcome: 'created',
			count_id: records.filter(({ mediaType }) => mediaType === media).length,
		})),
	);
	return records;
}
