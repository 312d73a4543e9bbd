import type {
	IDataObject,
	IHttpRequestOptions,
	INode,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { watchInteractions } from '../../../nodes/GenesysAgentEmailTrigger/run';
import { watchStatistics } from '../../../nodes/GenesysStatisticsTrigger/run';
import { broken, type Genesys, type Heard, type Sent } from './genesys';

/** How a trigger is set. */
export interface TriggerSettings {
	kind: 'statistics' | 'agentEmail';
	/** Whether n8n gets the function that closes it before it has begun. */
	manual: boolean;
	catchUp: boolean;
	initialValues: boolean;
	serviceState: boolean;
	openAtStart: boolean;
}

/** Statistics that are watched. */
export const STATISTICS = ['a', 'b'];

/** A credential with all fields that a test is about; n8n knows it by its id. */
export const CREDENTIAL = {
	...{ id: '1', baseUrl: 'https://genesys.test', apiKey: 'the-api-key' },
	...{ username: 'agent', password: 'agent-password' },
};

/** What n8n's database has of a workflow that was started before: the static data of the trigger, as JSON. */
export interface Saved {
	data: string;
}

/** A trigger as n8n runs it, and what came of it. */
export class Running {
	readonly emitted: Array<{ at: number; item: IDataObject }> = [];
	readonly errors: Error[] = [];
	/** Why it did not start. */
	refused?: Error;
	/** When n8n began to close it, and what it had heard and passed on by then. */
	closing?: { at: number; heard: number; emitted: number };
	readonly begunAt = Date.now();
	readonly sent: Sent[];
	readonly heard: Heard[];
	private isDead = false;
	/** The sessions of the server when n8n last saved what the trigger remembers. */
	savedSessions: string[] = [];
	/** How much it had heard when n8n saved what it remembers at the end of the activation. */
	activated?: number;
	private token: number;
	/** What the trigger remembers, saved or not. */
	readonly staticData: IDataObject;
	private readonly started: Promise<ITriggerResponse | undefined>;

	constructor(
		readonly settings: TriggerSettings,
		private readonly genesys: Genesys,
		private readonly saved: Saved = { data: '{}' },
		private readonly credential: IDataObject = CREDENTIAL,
	) {
		this.staticData = JSON.parse(saved.data) as IDataObject;
		this.token = genesys.canRenew ? genesys.token : 0;
		this.sent = genesys.sent = [];
		this.heard = genesys.heard = [];
		this.started = this.start().catch((error: Error) => {
			this.refused = error;
			return undefined;
		});
	}

	/** Whether it has told that it cannot go on. */
	get gaveUp(): boolean {
		return this.refused !== undefined || this.errors.length > 0;
	}

	/** Whether n8n has got the function that closes it, or never will. */
	async settled(): Promise<void> {
		await this.started;
	}

	/** As when a workflow is deactivated, as soon as n8n can. */
	async close(): Promise<void> {
		const response = await this.started;
		const { heard, emitted } = this;
		this.closing = { at: Date.now(), heard: heard.length, emitted: emitted.length };
		await response?.closeFunction?.();
	}

	/** As when the process is killed: nothing that it waits for comes any more. */
	kill(): void {
		this.isDead = true;
		this.genesys.cut();
		const now = Date.now();
		jest.clearAllTimers();
		// That sets the clock back as well.
		jest.setSystemTime(now);
	}

	private async start(): Promise<ITriggerResponse> {
		const watch = this.settings.kind === 'statistics' ? watchStatistics : watchInteractions;
		const response = await watch(this.context());
		this.activated = this.heard.length;
		this.save();
		// n8n waits for it, and can close the trigger meanwhile.
		if (this.settings.manual) {
			response.manualTriggerFunction?.().catch((error: Error) => (this.refused = error));
		}
		return response;
	}

	private save(): void {
		if (this.isDead || this.settings.manual) return;
		this.saved.data = JSON.stringify(this.staticData);
		this.savedSessions = this.genesys.bayeux.sessions();
	}

	private context(): ITriggerFunctions {
		const { kind, manual, catchUp, initialValues, serviceState, openAtStart } = this.settings;
		const isStatistics = kind === 'statistics';
		const watched = STATISTICS.map((statisticId) => ({
			...{ statisticId, objectId: 'o', objectType: 'Agent', name: 'n' },
		}));
		const parameters: IDataObject = isStatistics
			? {
					...{ authentication: 'token', statisticsMode: 'json', output: 'update' },
					statisticsJson: JSON.stringify(watched),
					options: { catchUp, initialValues, serviceState },
				}
			: { authentication: 'webServices', filters: {}, simplify: false, options: { openAtStart } };
		const { credential } = this;
		const name = isStatistics ? 'genesysTokenApi' : 'genesysWebServicesApi';
		const node = {
			...{ id: 'n', name: 'Trigger', type: 't', typeVersion: 1, parameters },
			credentials: { [name]: { id: credential.id, name } },
		};
		const log = () => {};
		return {
			getNode: () => node as unknown as INode,
			getMode: () => (manual ? 'manual' : 'trigger'),
			getTimezone: () => 'Europe/Berlin',
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			getCredentials: async () => credential,
			getWorkflowStaticData: () => this.staticData,
			logger: { debug: log, info: log, warn: log, error: log },
			emit: ([items]: Array<Array<{ json: IDataObject }>>) => {
				if (this.isDead) return;
				const at = Date.now();
				this.emitted.push(...items.map(({ json }) => ({ at, item: json })));
				this.save();
			},
			emitError: (error: Error) => {
				if (!this.isDead) this.errors.push(error);
			},
			helpers: {
				httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
					await this.send(options),
			},
		} as unknown as ITriggerFunctions;
	}

	/** As n8n's helper: a token that is refused is renewed, and the request sent once more. */
	private async send(options: IHttpRequestOptions): Promise<unknown> {
		const first = await this.sendOnce(options);
		const { except = [] } = (options.ignoreHttpStatusErrors ?? {}) as { except?: number[] };
		if (first.statusCode !== 401) return first;
		if (!except.includes(401)) {
			this.genesys.hasDenied = true;
			return first;
		}
		if (this.genesys.canRenew) this.token = this.genesys.token;
		const second = await this.sendOnce(options);
		if (second.statusCode !== 401) return second;
		this.genesys.hasDenied = true;
		throw Object.assign(broken('ERR_BAD_REQUEST'), { response: { status: 401, data: '{}' } });
	}

	private async sendOnce(options: IHttpRequestOptions) {
		if (this.isDead) return await new Promise<never>(() => {});
		const { method = 'GET', url, body, headers = {}, abortSignal } = options;
		if ((abortSignal as AbortSignal | undefined)?.aborted) throw broken('ERR_CANCELED');
		const answer = this.genesys.request({
			...{ method, body, token: `t${this.token}`, cookie: headers.Cookie as string | undefined },
			path: url.slice(String(this.credential.baseUrl).length).split('?')[0],
			signal: abortSignal as AbortSignal | undefined,
		});
		return await answer.catch(async (error: Error) => {
			if (this.isDead) return await new Promise<never>(() => {});
			throw error;
		});
	}
}
