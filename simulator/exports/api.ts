import type { FastifyInstance } from 'fastify';
import type { ApiError, ApiFamily, SimulatorContext } from '../core/api';
import { exportsControlRoutes } from './control';
import { ExportsCore } from './service';
import { fileRoutes } from './fileRoutes';
import { jobRoutes } from './jobRoutes';
import type { ExportsSettings } from './model';
import { VERSIONS } from './versions';

/**
 * User Data Management (`/udm/v10`, `/v4`, `/v3`) and Cloud Data Download (`/data-download/v4`, `/v3`): one
 * store of jobs, history and files behind all of them.
 */
export class ExportsApi implements ApiFamily {
	readonly core: ExportsCore;

	constructor(context: SimulatorContext, settings: ExportsSettings) {
		this.core = new ExportsCore(context, settings);
	}

	reset(): void {
		this.core.reset();
	}

	routes(app: FastifyInstance): void {
		app.addHook('preHandler', async () => this.core.catchUp());
		// What the request began is due when the answer is made, not before.
		app.addHook('onSend', async () => this.core.catchUp());
		for (const version of VERSIONS) {
			void app.register(
				async (versioned) => {
					versioned.addHook('onRoute', (route) => {
						const access = () => ({ key: true, token: version.token });
						route.config = { access, ...route.config } as typeof route.config;
					});
					if (version.parts.jobs) jobRoutes(versioned, version, this.core);
					if (version.parts.files) fileRoutes(versioned, version, this.core);
				},
				{ prefix: version.base },
			);
		}
	}

	/** The documents leave the shape open: the status object all these APIs share, with the HTTP status. */
	errorBody({ status, message, detail }: ApiError): unknown {
		return { status: { code: status, message, detail } };
	}

	controlRoutes(app: FastifyInstance): void {
		exportsControlRoutes(app, this.core);
	}

	async stop(): Promise<void> {
		await this.core.stop();
	}
}
