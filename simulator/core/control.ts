import type { FastifyInstance } from 'fastify';
import type { SimulatorPart } from './api';
import type { FaultRule, Faults } from './faults';
import type { RequestFilter, RequestLog } from './requestLog';

export interface ControlParts {
	faults: Faults;
	log: RequestLog;
	/** The API families and the webhook, each with control routes of its own. */
	parts: SimulatorPart[];
	/** Back to the start, for everything. */
	reset: () => Promise<void>;
}

const faultBody = {
	type: 'object',
	required: ['kind'],
	discriminator: { propertyName: 'kind' },
	oneOf: [
		faultKind('latency', { ms: { type: 'integer', minimum: 0 } }, ['ms']),
		faultKind(
			'status',
			{
				status: { type: 'integer', minimum: 200, maximum: 599 },
				body: {},
				retryAfter: { anyOf: [{ type: 'integer', minimum: 0 }, { type: 'string' }] },
				headers: { type: 'object', additionalProperties: { type: 'string' } },
			},
			['status'],
		),
		faultKind('reset'),
		faultKind('resetAfter'),
		faultKind('truncate'),
		faultKind('softFailure', { code: { type: 'string' }, message: { type: 'string' } }),
	],
};

function faultKind(
	kind: string,
	properties: Record<string, unknown> = {},
	required: string[] = [],
) {
	const text = { type: 'string', minLength: 1 };
	return {
		type: 'object',
		additionalProperties: false,
		required,
		properties: {
			kind: { const: kind },
			times: { type: 'integer', minimum: 0 },
			skip: { type: 'integer', minimum: 0 },
			match: {
				type: 'object',
				additionalProperties: false,
				properties: {
					method: text,
					path: text,
					pathRegex: text,
					bodyContains: text,
					header: {
						type: 'object',
						additionalProperties: false,
						required: ['name', 'contains'],
						properties: { name: text, contains: { type: 'string' } },
					},
				},
			},
			...properties,
		},
	};
}

/** All routes below `/_simulator`: faults, recorded requests, reset, and those of every part. */
export function controlRoutes(app: FastifyInstance, control: ControlParts): void {
	const { faults, log } = control;

	const routes: string[] = [];
	app.addHook('onRoute', ({ method, url }) => void routes.push(`${String(method)} ${url}`));
	app.get('/', async () => ({ routes }));

	app.get('/faults', async () => faults.list());
	app.post<{ Body: FaultRule }>('/faults', { schema: { body: faultBody } }, async ({ body }) =>
		faults.add(body),
	);
	app.delete('/faults', async () => {
		faults.clear();
		return faults.list();
	});

	app.get<{ Querystring: RequestFilter }>('/requests', async ({ query }) => log.list(query));
	app.delete('/requests', async () => {
		log.clear();
		return log.list();
	});
	app.get('/in-flight', async () => ({ maxInFlight: log.maxInFlight() }));
	app.delete('/in-flight', async () => {
		log.resetMaxInFlight();
		return { maxInFlight: log.maxInFlight() };
	});

	app.post('/reset', async () => {
		await control.reset();
		return { message: 'Back to the start' };
	});

	for (const part of control.parts) part.controlRoutes(app);
}
