import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
	waitFor,
	type Execution,
	type N8nRest,
	type NodeRun,
	type SavedCredential,
	type SavedWorkflow,
	type WorkflowNode,
} from '../../../tools/n8n';
import type { Simulator } from '../../../simulator';
import { instance } from './instance';
import { AGENT } from './signIn';
import { node, PACKAGE, saveCredential } from './workflows';

/** What an execution says of a file; the bytes are in n8n's storage. */
export interface StoredFile {
	id: string;
	fileName: string;
	mimeType: string;
	/** Bytes. */
	bytes?: number;
}

/** The current API wants a token, which this credential fetches with the password of a user. */
export async function tokenCredential(
	rest: N8nRest,
	{ url, apiKey, clientId, clientSecret }: Simulator,
): Promise<SavedCredential> {
	return await saveCredential(rest, 'genesysTokenApi', {
		...{ baseUrl: url, apiKey, clientId, clientSecret, grantType: 'password' },
		...{ username: AGENT.userName, password: AGENT.password },
	});
}

/** A Genesys User Data Management node with the token credential. */
export const userDataManagement = (
	name: string,
	parameters: Record<string, unknown>,
	more: { credential: SavedCredential; onError?: string },
): WorkflowNode =>
	node(
		name,
		`${PACKAGE}.genesysUserDataManagement`,
		{ api: 'udm10', authentication: 'token', ...parameters },
		more,
	);

/** Downloads the file that each item names in `name`. */
export const downloadNode = (
	name: string,
	options: Record<string, unknown>,
	more: { credential: SavedCredential; onError?: string },
): WorkflowNode =>
	userDataManagement(
		name,
		{
			...{ resource: 'file', operation: 'download' },
			...{ file: { __rl: true, mode: 'id', value: '={{ $json.name }}' }, options },
		},
		more,
	);

/** The files in the field `data` of the items of one output of a node's only run. */
export function filesOf({ runData }: Execution, name: string, output = 0): StoredFile[] {
	const [run] = runData[name] as [NodeRun];
	return (run.data?.main[output] ?? []).flatMap(({ binary }) =>
		binary ? [(binary as { data: StoredFile }).data] : [],
	);
}

/** Where n8n keeps a file. */
export async function pathOf({ id }: StoredFile): Promise<string> {
	const name = basename(id);
	const folder = join(instance().userFolder, '.n8n');
	const found = (await readdir(folder, { recursive: true })).find(
		(path) => basename(path) === name,
	);
	if (!found) throw new Error(`There is no ${name} in ${folder}`);
	return join(folder, found);
}

/** SHA-256 in hexadecimal of a file as n8n keeps it. */
export async function sha256Of(file: StoredFile): Promise<string> {
	const hash = createHash('sha256');
	const stream = createReadStream(await pathOf(file), { highWaterMark: 1024 * 1024 });
	stream.on('data', (chunk) => hash.update(chunk));
	await once(stream, 'close');
	return hash.digest('hex');
}

export const TRIGGER = 'Exports';

/** A Genesys Export Trigger that looks every so many seconds. */
export function exportTrigger(
	credential: SavedCredential,
	parameters: Record<string, unknown> = {},
	everySeconds = 2,
): WorkflowNode {
	// n8n refuses one expression that fires more than once a minute, but takes any number of them.
	const seconds = Array.from({ length: 60 / everySeconds }, (_, index) => index * everySeconds);
	const item = seconds.map((second) => ({
		mode: 'custom',
		cronExpression: `${second} * * * * *`,
	}));
	return node(
		TRIGGER,
		`${PACKAGE}.genesysExportTrigger`,
		{ api: 'udm10', authentication: 'token', pollTimes: { item }, ...parameters },
		{ credential },
	);
}

/** The definition of a job that runs at once. */
export const jobOf = (title: string, media = ['email']) => ({
	...{ title, source: 'UCS', type: 'UCS', timeFrame: { all: true }, suspended: false },
	...{ schedulerParam: { immediately: true }, jobParams: { type: 'Interactions', media } },
});

/** Makes an export that is finished at once. @returns the id of its history record */
export function finishExport({ control }: Simulator, title: string): number {
	const { id } = control.exports.addJob(jobOf(title));
	control.exports.advance(control.exports.settings().runMs);
	const record = control.exports.history().find(({ parentId }) => parentId === id);
	if (record?.status !== 'COMPLETED') throw new Error(`Export ${title} is ${record?.status}`);
	return record.id;
}

/** All executions of a workflow from the oldest on, once none is under way. */
export async function allExecutions(rest: N8nRest, { id }: SavedWorkflow): Promise<Execution[]> {
	const list = await rest.waitForExecutions(id, 0);
	const executions = await Promise.all(list.map((one) => rest.getExecution(one.id)));
	return executions.sort((one, other) => Number(one.id) - Number(other.id));
}

/** How often the trigger has looked at the history, and got an answer: it reads short ones in one request, by date. */
export const polled = ({ control }: Simulator): number =>
	control.requests
		.list({ path: '/udm/v10/export/history' })
		.filter(
			({ query, status }) =>
				query.orderField === 'createdDate' && query.from === '0' && status !== null,
		).length;

/** Waits until the trigger has looked at the history so often from now on. */
export async function polls(simulator: Simulator, count: number): Promise<void> {
	const before = polled(simulator);
	await waitFor(`${count} polls`, async () => polled(simulator) >= before + count || undefined);
}
