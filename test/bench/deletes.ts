import type { SavedWorkflow } from '../../tools/n8n';
import { node, saveChain } from '../e2e/support/workflows';
import { ended } from './create';
import type { ExportsBench } from './files';

const COUNT = 1_000;
const ROOT = '/udm/v10';

/** What is deleted, in this order: a job takes nothing with it. */
export const KINDS = {
	file: { label: 'Files', path: `${ROOT}/files`, parameter: 'file' },
	exportHistory: {
		label: 'History records',
		path: `${ROOT}/export/history`,
		parameter: 'historyRecord',
	},
	exportJob: { label: 'Jobs', path: `${ROOT}/export/jobs`, parameter: 'job' },
} as const;

export const OPERATIONS = { deleteMany: 'Delete Many', delete: 'Delete' } as const;

type Kind = keyof typeof KINDS;
type Operation = keyof typeof OPERATIONS;

/** The deletion of all things of a kind. */
export interface DeleteSample {
	kind: Kind;
	operation: Operation;
	round: number;
	items: number;
	requests: number;
	milliseconds: number;
}

/** Deletes 1,000 files, records and jobs, by either operation in turn. */
export async function measureDeletes(bench: ExportsBench): Promise<DeleteSample[]> {
	const { rest, exports, rounds, signal, log } = bench;
	const samples: DeleteSample[] = [];
	const kinds = Object.keys(KINDS) as Kind[];
	await exports.set({ runMs: 1, bytesPerFile: 1 });
	for (let round = 0; round <= rounds; round++) {
		for (const operation of Object.keys(OPERATIONS) as Operation[]) {
			await exports.fill(COUNT);
			for (const kind of kinds) {
				signal.throwIfAborted();
				const names = await namesOf(bench, kind);
				if (names.length !== COUNT) throw new Error(`${names.length} of ${kind}, not ${COUNT}`);
				const workflow = await saveDelete(bench, kind, operation, names);
				await exports.clearRequests();
				const execution = await ended(rest, await rest.runWorkflow(workflow.id, 'Start'), signal);
				const requests = await exports.countRequests('DELETE', KINDS[kind].path);
				const deleted = execution.output('Delete').filter((json) => json.deleted === true).length;
				const left = (await namesOf(bench, kind)).length;
				if (deleted !== COUNT || left > 0) {
					throw new Error(
						`${operation} of ${kind}: ${deleted} of ${COUNT} items, ${left} are left; ` +
							`the execution ended with ${execution.status}`,
					);
				}
				const milliseconds = execution.runData.Delete[0].executionTime;
				samples.push({ kind, operation, round, items: COUNT, requests, milliseconds });
				log(
					`round ${round}, ${OPERATIONS[operation]}, ${KINDS[kind].label}: ${requests} requests, ` +
						`${milliseconds} ms`,
				);
				await rest.call('POST', `/workflows/${workflow.id}/archive`);
			}
		}
	}
	return samples;
}

async function namesOf({ exports }: ExportsBench, kind: Kind): Promise<string[]> {
	if (kind === 'file') return (await exports.files()).map(({ name }) => name);
	const rows = kind === 'exportJob' ? await exports.jobs() : await exports.history();
	return rows.map(({ id }) => String(id));
}

async function saveDelete(
	{ rest, credential }: ExportsBench,
	kind: Kind,
	operation: Operation,
	names: string[],
): Promise<SavedWorkflow> {
	const start = node('Start', 'n8n-nodes-base.manualTrigger');
	const remove = node(
		'Delete',
		'n8n-nodes-genesys.genesysUserDataManagement',
		{
			...{ api: 'udm10', authentication: 'token', resource: kind, operation },
			[KINDS[kind].parameter]: { __rl: true, mode: 'id', value: '={{ $json.name }}' },
			options: {},
		},
		{ credential },
	);
	const items = names.map((name) => ({ name }));
	return await saveChain(rest, `${operation} ${kind}`, [start, remove], items);
}
