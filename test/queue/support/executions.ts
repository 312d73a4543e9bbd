import { waitFor, type SavedWorkflow } from '../../../tools/n8n';
import { stack } from './stack';

export interface StoredExecution {
	status: string;
	/** What n8n has stored of its items, as it is in the database. */
	data: string;
}

// n8n's own list of executions repeats and leaves out some where there is more than a page, so the database is asked.
const of = ({ id }: SavedWorkflow) => `FROM execution_entity WHERE "workflowId" = '${id}'`;

/** Waits until a workflow has so many executions and none is under way. What a killed process has left "new" stays so. */
export async function settled(workflow: SavedWorkflow, count: number): Promise<void> {
	const open = `status = 'running' OR (status = 'new' AND "createdAt" > now() - interval '30 seconds')`;
	await waitFor(
		'the executions to end',
		async () => {
			const [[all, underWay]] = await stack().query(
				`SELECT count(*), count(*) FILTER (WHERE ${open}) ${of(workflow)}`,
			);
			return (Number(all) >= count && Number(underWay) === 0) || undefined;
		},
		300_000,
	);
}

/** All executions of a workflow. */
export async function storedExecutions(workflow: SavedWorkflow): Promise<StoredExecution[]> {
	const data = `SELECT data FROM execution_data WHERE "executionId" = id`;
	const rows = await stack().query(`SELECT status, (${data}) ${of(workflow)}`);
	return rows.map(([status, stored]) => ({ status, data: stored }));
}
