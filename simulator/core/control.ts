import type { FastifyInstance } from 'fastify';
import type { FaultRule, Faults } from './faults';
import type { RequestFilter, RequestLog } from './requestLog';
import * as schemas from './schemas';

/**
 * These methods of an object, bound to it. What a control object shows of its API is made of this, so that
 * it shows nothing else.
 */
export function expose<T extends object, K extends keyof T>(target: T, ...names: K[]): Pick<T, K> {
	const methods = names.map((name) => [name, (target[name] as () => unknown).bind(target)]);
	return Object.fromEntries(methods) as Pick<T, K>;
}

/** What a test does with the requests of all APIs; the control routes do the same. */
export function coreControl(faults: Faults, log: RequestLog, reset: () => Promise<void>) {
	return {
		faults: expose(faults, 'add', 'list', 'clear'),
		requests: expose(log, 'list', 'clear', 'maxInFlight', 'resetMaxInFlight'),
		/** All state (mails, tokens, subscriptions, faults, recorded requests ...) as at the start; settings stay. */
		reset,
	};
}

export type CoreControl = ReturnType<typeof coreControl>;

/** The control routes that belong to no API; `GET /` lists all the routes added from here on. */
export function coreControlRoutes(app: FastifyInstance, control: CoreControl): void {
	const { faults, requests } = control;

	const routes: string[] = [];
	app.addHook('onRoute', ({ method, url }) => void routes.push(`${String(method)} ${url}`));
	app.get('/', async () => ({ routes }));

	app.get('/faults', async () => faults.list());
	app.post<{ Body: FaultRule }>('/faults', { schema: { body: schemas.fault } }, async ({ body }) =>
		faults.add(body),
	);
	app.delete('/faults', async () => {
		faults.clear();
		return faults.list();
	});

	app.get<{ Querystring: RequestFilter }>('/requests', async ({ query }) => requests.list(query));
	app.delete('/requests', async () => {
		requests.clear();
		return requests.list();
	});
	app.get('/in-flight', async () => ({ maxInFlight: requests.maxInFlight() }));
	app.delete('/in-flight', async () => {
		requests.resetMaxInFlight();
		return { maxInFlight: requests.maxInFlight() };
	});

	app.post('/reset', async () => {
		await control.reset();
		return BACK_TO_THE_START;
	});
}

/** GET and PUT of settings: a PUT changes those it names, and answers all of them. */
export function settingsRoutes<S>(
	app: FastifyInstance,
	url: string,
	control: { settings(): S; set(changes: Partial<S>): S },
	body: object,
): void {
	app.get(url, async () => control.settings());
	app.put(url, { schema: { body } }, async (request) => control.set(request.body as Partial<S>));
}

/** What a control route answers that resets. */
export const BACK_TO_THE_START = { message: 'Back to the start' };
