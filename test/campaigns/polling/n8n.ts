import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startPollHost, type PollHost } from '../../harness/runPoll';

/** Where the trigger is told to look. */
export interface Setting {
	account: string;
	/** Blanks or slashes around the Base URL. */
	around: [string, string];
	api: 'cdds' | 'udm4';
	credentialId: string;
	title: string;
}

/** How n8n saves what the trigger remembers: with the start of an execution, or after each poll and in one with the execution. */
export type Saving = 'withStart' | 'eachPoll';

/** An execution that n8n has stored. */
export interface Execution {
	id: string;
	items: INodeExecutionData[];
	/** The node as it was when the execution started. */
	host: PollHost;
}

export const titlesOf = (items: INodeExecutionData[]) =>
	items.map(({ json }) => String(json.title));

let workflows = 0;

/** One n8n with the trigger in an active workflow: a process that can die, and a database that stays. */
export class N8n {
	/** What the database has of the static data. */
	disk: IDataObject = {};
	/** Stored, and not yet done. */
	stored: Execution[] = [];
	private readonly workflow = ++workflows;
	private process = 0;
	private executions = 0;
	private host!: PollHost;

	constructor(
		private readonly url: string,
		readonly saving: Saving,
		readonly events: string[],
		public setting: Setting,
	) {}

	/** As n8n starts a process, or the workflow, with what the database has. */
	async load(): Promise<void> {
		const { account, around, api, credentialId, title } = this.setting;
		const parameters: INodeParameters = {
			...{ api, authentication: 'apiKey', downloadFiles: false },
			...{ events: this.events, filters: title ? { title } : {} },
		};
		const baseUrl = `${around[0]}${this.url}/${account}${around[1]}`;
		this.host = await startPollHost({
			node: 'genesysExportTrigger',
			...{ parameters, credentialId, state: this.disk },
			credentials: { genesysApi: { baseUrl, apiKey: 'k' } },
			workflowId: `polling-${this.workflow}#${this.process}`,
		});
	}

	async poll(): Promise<INodeExecutionData[]> {
		try {
			return await this.host.poll();
		} catch (error) {
			// What a poll that failed has changed is not kept where each is saved.
			if (this.saving === 'eachPoll') await this.load();
			throw error;
		}
	}

	state = () => this.host.state();

	save(): void {
		this.disk = this.state();
	}

	store(items: INodeExecutionData[]): Execution {
		const execution = { id: String(++this.executions), items, host: this.host };
		this.stored.push(execution);
		return execution;
	}

	/** The process dies, and with it what it had not saved and the executions that it had begun. */
	async kill(): Promise<void> {
		this.stored = [];
		this.process++;
		await this.load();
	}

	/** @returns what the execution has passed on, or undefined when it fails */
	async execute(
		{ id, items, host }: Execution,
		mode: 'trigger' | 'retry' = 'trigger',
	): Promise<string[] | undefined> {
		const { items: output, error } = await host.execute(items, id, mode);
		return error ? undefined : titlesOf(output);
	}

	/** Execute Step in the editor. */
	async test(): Promise<void> {
		await this.host.execute([{ json: {} }], 'test', 'manual');
	}
}
