import type { FastifyInstance } from 'fastify';
import { all, type AccessCheck, type Credentials } from '../core/access';
import type { SimulatedApi, SimulatorContext } from '../core/api';
import type { ApiError } from '../core/errors';
import { fileRoutes } from './fileRoutes';
import { jobRoutes } from './jobRoutes';
import { exportsConfig, type ExportsOptions } from './options';
import { ExportsService } from './service';
import { VERSIONS } from './versions';

/**
 * User Data Management (`/udm/v10`, `/v4`, `/v3`) and Cloud Data Download (`/data-download/v4`, `/v3`): one
 * store of jobs, history and files behind all of them.
 */
export class ExportsApi implements SimulatedApi {
	readonly service: ExportsService;
	/** The key; a token as well where the version asks for it. */
	readonly access: AccessCheck;
	private readonly storagePort: number;

	constructor(
		context: SimulatorContext,
		private readonly credentials: Credentials,
		options?: ExportsOptions,
	) {
		const { storagePort, settings } = exportsConfig(options);
		this.storagePort = storagePort;
		this.service = new ExportsService(context, settings);
		this.access = this.accessWith('optional');
	}

	reset(): void {
		this.service.reset();
	}

	routes(app: FastifyInstance): void {
		app.addHook('preHandler', async () => this.service.catchUp());
		// What the request began is due when the answer is made, not before.
		app.addHook('onSend', async () => this.service.catchUp());
		for (const version of VERSIONS) {
			const access = this.accessWith(version.token);
			void app.register(
				async (versioned) => {
					versioned.addHook('onRoute', (route) => {
						route.config = { access, ...route.config } as typeof route.config;
					});
					if (version.parts.jobs) jobRoutes(versioned, version, this.service);
					if (version.parts.files) fileRoutes(versioned, version, this.service, this.access);
				},
				{ prefix: version.base },
			);
		}
	}

	/** The documents leave the shape open: the status object that these APIs share, with the HTTP status. */
	errorBody({ status, message, detail }: ApiError): unknown {
		return { status: { code: status, message, detail } };
	}

	/** Opens the storage. */
	async listen(): Promise<void> {
		await this.service.storage.listen(this.storagePort);
	}

	/** Stops time and storage. */
	async stop(): Promise<void> {
		await this.service.stop();
	}

	private accessWith(token: keyof Credentials['token']): AccessCheck {
		return all(this.credentials.key.required, this.credentials.token[token]);
	}
}
