import { waitFor, type Execution, type N8nRest } from '../../../tools/n8n';

const ENDED = ['success', 'error', 'crashed', 'canceled'];
/** An execution gets from "new" to "running" in the next step of n8n; after this long, in ms, it never will. */
const FORGOTTEN_AFTER_MS = 15_000;

/** Executions that are read at the same time. */
const AT_ONCE = 10;

/** The executions of a workflow that have not been asked for yet. */
export class NewExecutions {
	private readonly seen = new Set<string>();
	/** Those that will not change any more. */
	private readonly over = new Map<string, Execution>();

	constructor(
		private readonly rest: N8nRest,
		private readonly workflowId: string,
	) {}

	/** The same through another client, after a restart of n8n. */
	reconnected(rest: N8nRest): NewExecutions {
		const again = new NewExecutions(rest, this.workflowId);
		for (const id of this.seen) again.seen.add(id);
		return again;
	}

	/** Those there are now, running or not, oldest first. */
	async current(): Promise<Execution[]> {
		const list = await this.rest.listExecutions(this.workflowId);
		const open = list.filter(({ id }) => !this.seen.has(id));
		open.sort((one, other) => Number(one.id) - Number(other.id));
		const executions: Execution[] = [];
		for (let at = 0; at < open.length; at += AT_ONCE) {
			const some = open.slice(at, at + AT_ONCE);
			executions.push(...(await Promise.all(some.map(async ({ id }) => await this.read(id)))));
		}
		return executions;
	}

	private async read(id: string): Promise<Execution> {
		const execution = this.over.get(id) ?? (await this.rest.getExecution(id));
		if (isOver(execution)) this.over.set(id, execution);
		return execution;
	}

	/**
	 * Those since the last call without the marker's, oldest first, when all of them have ended.
	 *
	 * @param isMarker tells the execution of what was sent last: what came before it has been registered by then
	 * @param timeoutMs in ms
	 */
	async untilMarker(
		isMarker: (execution: Execution) => boolean,
		timeoutMs?: number,
	): Promise<Execution[]> {
		const executions = await waitFor(
			'the executions to end',
			async () => {
				const found = await this.current();
				return found.every(isOver) && found.some(isMarker) ? found : undefined;
			},
			timeoutMs,
		);
		for (const { id } of executions) this.seen.add(id);
		this.over.clear();
		return executions.filter((execution) => !isMarker(execution));
	}
}

/**
 * Whether it has ended or never will. n8n writes an execution as "new" and as "running" with the next statement; one
 * that was killed between the two leaves it "new" for ever, since at its start it looks for running ones only.
 */
function isOver({ status, createdAt }: Execution): boolean {
	if (ENDED.includes(status)) return true;
	return status === 'new' && Date.now() - Date.parse(createdAt) > FORGOTTEN_AFTER_MS;
}
