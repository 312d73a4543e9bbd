import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { strFromU8, unzipSync } from 'fflate';

import type { FileMetadata, JobInfo, Simulator, Workitem } from '../../simulator';
import type { Demo } from '../demo';
import type { CheckContext } from './context';

/** Long enough for an execution that should not be there to show up in n8n's list. */
const SETTLE_MS = 1_500;
const BATCH = 50;

/** A line of an exported file, as far as the workflow uses it. */
interface ExportedRecord {
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

/** A trigger that is switched on looks at once; else it does so every minute. */
async function lookNow({ n8n, workflows }: Demo): Promise<void> {
	const { id } = workflows.exportLoad;
	await n8n.rest.deactivate(id);
	await n8n.rest.activate(await n8n.rest.getWorkflow(id));
}

/** That there are `count` executions, the newest of which loaded the records of these files, all and once. */
async function checkLoaded({ demo }: CheckContext, files: FileMetadata[], count: number) {
	const { simulator, n8n, workflows } = demo;
	const executions = await n8n.rest.waitForExecutions(workflows.exportLoad.id, count);
	assert.equal(executions.length, count);
	const { status, mode, data, runData, output } = await n8n.rest.getExecution(executions[0].id);
	assert.deepEqual([status, mode], ['success', 'trigger'], data.resultData.error?.message);
	const arrived = output('Export Finished');
	assert.deepEqual(
		arrived.map(({ id, outcome, file }) => [id, outcome, file]),
		files.map((file) => [file.historyId, 'done', file]),
	);
	const records = (
		await Promise.all(files.map(async ({ name }) => await readExport(simulator, name)))
	).flat();
	assert.ok(records.length > BATCH, `${records.length} records are not more than one batch`);
	assert.deepEqual(output('Records'), records);
	assert.equal(runData['Review Workitem'].length, Math.ceil(records.length / BATCH));

	const ids = new Set(records.map(({ interactionId }) => `review-${interactionId}`));
	const workitems = simulator.control.workitems
		.list()
		.filter(({ externalId }) => ids.has(String(externalId)));
	assert.deepEqual(workitems.map(shown).sort(byId), records.map(workitemOf).sort(byId));
	assert.deepEqual(
		output('Summary'),
		files.map(({ media }) => ({
			data_userData_Media: media,
			outcome: 'created',
			count_data_id: records.filter(({ mediaType }) => mediaType === media).length,
		})),
	);
	return records;
}

/** "Export finished, load it", with the files of the nightly export and with exports that it must leave alone. */
export async function checkExportLoad(
	context: CheckContext,
	files: FileMetadata[] | undefined,
): Promise<void> {
	const { demo, list } = context;
	const { exports } = demo.simulator.control;
	const { id } = demo.workflows.exportLoad;
	if (!files) return;

	await list.check('the finished export is loaded, a workitem for each record', async () => {
		await lookNow(demo);
		const records = await checkLoaded(context, files, 1);
		const { dateFrom = '', dateTo = '' } = exports.jobs()[0].definition.timeFrame;
		const dates = records.map(({ startDate }) => startDate);
		assert.ok(dates.every((date) => date >= dateFrom && date <= dateTo));
	});
	await list.check('a failed export and one of another title load nothing', async () => {
		const [{ definition }] = exports.jobs();
		exports.failRun(exports.addJob(definition).id);
		exports.addJob({ ...definition, title: 'Weekly interactions' });
		exports.advance(exports.settings().runMs);
		const ended = exports.history().slice(-2);
		assert.deepEqual(
			ended.map(({ status }) => status),
			['FAILED', 'COMPLETED'],
		);
		await lookNow(demo);
		await sleep(SETTLE_MS);
		assert.equal((await demo.n8n.rest.listExecutions(id)).length, 1);
	});
}

/** Another nightly export, finished while n8n does not run. @returns its history record */
export function exportMeanwhile({ control }: Simulator): JobInfo | undefined {
	const { exports } = control;
	const nightly = exports.jobs().at(0);
	if (!nightly) return undefined;
	exports.addJob(nightly.definition);
	exports.advance(exports.settings().runMs);
	return exports.history().at(-1);
}

/** After the restart that export is loaded, and the one before is not loaded again. */
export async function checkLoadGoesOn(
	context: CheckContext,
	meanwhile: JobInfo | undefined,
): Promise<void> {
	const { simulator } = context.demo;
	await context.list.check(
		'the export that finished meanwhile is loaded, and no other',
		async () => {
			assert.equal(meanwhile?.status, 'COMPLETED');
			const files = simulator.control.exports.files();
			await checkLoaded(
				context,
				files.filter(({ historyId }) => historyId === meanwhile?.id),
				2,
			);
		},
	);
}
