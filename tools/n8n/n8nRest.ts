import { Agent } from 'node:http';
import axios, { type AxiosInstance, type Method } from 'axios';

import {
	DEMO_OWNER,
	type Credential,
	type Execution,
	type ExecutionSummary,
	type Owner,
	type SavedCredential,
	type SavedWorkflow,
	type Workflow,
} from './n8nTypes';
import { decodeFlatted, type ExecutionData } from './runData';
import { waitFor } from './waitFor';

interface ExecutionPage {
	results: ExecutionSummary[];
	/** None on the last page. */
	nextCursor?: string | null;
}

/** An answer from n8n other than 2XX. */
export class N8nRestError extends Error {
	constructor(
		readonly status: number,
		readonly body: unknown,
		what: string,
	) {
		const { message } = (body ?? {}) as { message?: string };
		super(`n8n answered ${what} with ${status}: ${message ?? JSON.stringify(body)}`);
	}
}

const FINISHED = new Set(['success', 'error', 'crashed', 'canceled']);

/**
 * A client for the REST API of n8n's own editor (`/rest`), as of n8n 2.41.1. It is not n8n's public
 * API: it may change with any version, so it is used only where the version is pinned.
 */
export class N8nRest {
	private cookie = '';

	private readonly http: AxiosInstance;

	constructor(readonly url: string) {
		this.http = axios.create({
			baseURL: url,
			proxy: false,
			// n8n ends a connection that is idle for 5 s, which a busy test process notices when it uses it again.
			httpAgent: new Agent({ keepAlive: false }),
			timeout: 60_000,
			validateStatus: () => true,
			// n8n ties the login to this header: it has to be the same on every call.
			headers: { 'browser-id': 'n8n-nodes-genesys' },
		});
	}

	/** True once n8n has migrated its database and serves requests. */
	async isReady(): Promise<boolean> {
		try {
			return (await this.http.get('/healthz/readiness', { timeout: 5_000 })).status === 200;
		} catch {
			return false;
		}
	}

	/**
	 * One call of the API.
	 *
	 * @returns the `data` of the answer
	 * @throws N8nRestError when the answer is not 2XX
	 */
	async call<T>(method: Method, path: string, body?: unknown): Promise<T> {
		const response = await this.http.request<{ data: T }>({
			method,
			url: `/rest${path}`,
			data: body,
			headers: { cookie: this.cookie },
		});
		if (response.status >= 300) {
			throw new N8nRestError(response.status, response.data, `${method} ${path}`);
		}
		const cookie = response.headers['set-cookie']?.find((line) => line.startsWith('n8n-auth='));
		if (cookie) this.cookie = cookie.split(';')[0];
		return response.data.data;
	}

	/**
	 * Creates the owner account, or logs in when there is one already.
	 *
	 * @throws N8nRestError 401 when there is one with another e-mail address or password
	 */
	async login(owner: Owner = DEMO_OWNER): Promise<void> {
		const { userManagement } = await this.call<{
			userManagement: { showSetupOnFirstLoad: boolean };
		}>('GET', '/settings');
		if (userManagement.showSetupOnFirstLoad) {
			await this.call('POST', '/owner/setup', owner);
		} else {
			const { email, password } = owner;
			await this.call('POST', '/login', { emailOrLdapLoginId: email, password });
		}
	}

	/** Creates a credential; n8n encrypts `data`. */
	async createCredential(credential: Credential): Promise<SavedCredential> {
		return await this.call('POST', '/credentials', credential);
	}

	/** Replaces the name and the data of a credential. */
	async updateCredential(id: string, credential: Credential): Promise<SavedCredential> {
		return await this.call('PATCH', `/credentials/${id}`, credential);
	}

	/** All credentials, without their data. */
	async listCredentials(): Promise<SavedCredential[]> {
		return await this.call('GET', '/credentials');
	}

	/** Runs the credential type's own test, as the editor's "Connection tested" line does. */
	async testCredential(
		credential: Credential & { id?: string },
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		return await this.call('POST', '/credentials/test', {
			credentials: { id: '', ...credential },
		});
	}

	/**
	 * Creates a workflow, not active yet. Credentials that it names without an id get the id of the
	 * saved credential with that name and type.
	 */
	async importWorkflow(workflow: Workflow): Promise<SavedWorkflow> {
		const saved = await this.listCredentials();
		const nodes = workflow.nodes.map((node) => {
			const credentials = Object.entries(node.credentials ?? {}).map(([type, { id, name }]) => {
				const match = saved.find((known) => known.type === type && known.name === name);
				return [type, { id: id ?? match?.id, name }];
			});
			return credentials.length > 0
				? { ...node, credentials: Object.fromEntries(credentials) }
				: node;
		});
		const { id, name, connections, settings = {}, pinData, meta } = workflow;
		return await this.call('POST', '/workflows', {
			...(id === undefined ? {} : { id }),
			...(pinData === undefined ? {} : { pinData }),
			...(meta === undefined ? {} : { meta }),
			name,
			nodes,
			connections,
			settings,
		});
	}

	/** A workflow with its nodes and connections. */
	async getWorkflow(id: string): Promise<SavedWorkflow> {
		return await this.call('GET', `/workflows/${id}`);
	}

	/** Without nodes and connections: n8n's list leaves them out. Archived ones are included. */
	async listWorkflows(): Promise<Array<Pick<SavedWorkflow, 'id' | 'name' | 'active'>>> {
		return await this.call('GET', '/workflows');
	}

	/**
	 * Activates (publishes) a workflow. Its webhooks may answer 404 for a moment longer: see
	 * waitForWebhook.
	 */
	async activate({ id, versionId }: Pick<SavedWorkflow, 'id' | 'versionId'>): Promise<void> {
		await this.call('POST', `/workflows/${id}/activate`, { versionId });
	}

	/** Takes a workflow out of service: no trigger or webhook starts it any more. */
	async deactivate(id: string): Promise<void> {
		await this.call('POST', `/workflows/${id}/deactivate`);
	}

	/** Removes a workflow, active or not. While it is being taken out of service, n8n answers 409: it is asked again. */
	async removeWorkflow(id: string): Promise<void> {
		await this.call('POST', `/workflows/${id}/archive`);
		await waitFor(`workflow ${id} to be removed`, async () => {
			try {
				await this.call('DELETE', `/workflows/${id}`);
				return true;
			} catch (error) {
				if (error instanceof N8nRestError && error.status === 409) return undefined;
				throw error;
			}
		});
	}

	/**
	 * Starts a saved workflow as the editor does, at the named trigger.
	 *
	 * @param json what the trigger gives, for one that waits for something, such as a chat
	 * @returns the id of the execution
	 */
	async runWorkflow(
		id: string,
		triggerName: string,
		json?: Record<string, unknown>,
	): Promise<string> {
		const workflowData = await this.getWorkflow(id);
		const data = {
			...{ startTime: Date.now(), executionTime: 0, executionIndex: 0 },
			executionStatus: 'success',
			data: { main: [[{ json }]] },
			source: [null],
		};
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`/workflows/${id}/run`,
			{ workflowData, triggerToStartFrom: { name: triggerName, ...(json ? { data } : {}) } },
		);
		return executionId;
	}

	/** Saved executions, newest first, of one workflow or of all: every page of them, or the newest `limit`. */
	async listExecutions(workflowId?: string, limit = Infinity): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify(workflowId ? { workflowId } : {}));
		const size = Math.min(limit, 100);
		const all: ExecutionSummary[] = [];
		let next: string | null | undefined;
		do {
			const cursor: string = next ? `&cursor=${next}` : '';
			const path = `/executions?filter=${filter}&limit=${size}${cursor}`;
			const page = await this.call<ExecutionPage>('GET', path);
			all.push(...page.results);
			next = page.nextCursor;
		} while (next && all.length < limit);
		return all;
	}

	/** An execution with its data, as far as it has come. */
	async getExecution(id: string): Promise<Execution> {
		const stored = await this.call<Execution & { data: string }>('GET', `/executions/${id}`);
		// Of an execution that has just been started there is nothing yet.
		const data = decodeFlatted<ExecutionData | undefined>(stored.data) ?? {
			resultData: { runData: {} },
		};
		const { runData } = data.resultData;
		const output = (nodeName: string) =>
			(runData[nodeName]?.at(-1)?.data?.main[0] ?? []).map(({ json }) => json);
		return { ...stored, data, runData, output };
	}

	/** Waits until the execution has ended, however it ended. */
	async waitForExecution(id: string, timeoutMs = 60_000): Promise<Execution> {
		return await waitFor(
			`execution ${id} to end`,
			async () => {
				const execution = await this.getExecution(id);
				return FINISHED.has(execution.status) ? execution : undefined;
			},
			timeoutMs,
		);
	}

	/**
	 * Waits until at least `count` executions of the workflow have ended and none is under way.
	 *
	 * @returns them, newest first
	 */
	async waitForExecutions(
		workflowId: string,
		count: number,
		timeoutMs = 60_000,
	): Promise<ExecutionSummary[]> {
		return await waitFor(
			`${count} executions of workflow ${workflowId}`,
			async () => {
				const executions = await this.listExecutions(workflowId);
				const ended = executions.filter(({ status }) => FINISHED.has(status));
				return ended.length >= count && ended.length === executions.length ? ended : undefined;
			},
			timeoutMs,
		);
	}

	/**
	 * Waits until n8n serves a production webhook, which is some time after `activate` answered. Asks
	 * with a method that the webhook does not take, so nothing is started: n8n answers 404 for both,
	 * but names the methods only when it knows the path.
	 */
	async waitForWebhook(path: string, timeoutMs = 20_000): Promise<string> {
		const webhookUrl = `${this.url}/webhook/${path}`;
		await waitFor(
			`${webhookUrl} to be served`,
			async () => {
				const { status, data } = await this.http.put(webhookUrl);
				const text = typeof data === 'string' ? data : JSON.stringify(data);
				return status === 404 && /not registered for PUT requests/.test(text) ? true : undefined;
			},
			timeoutMs,
		);
		return webhookUrl;
	}
}
