import type { Faker } from '@faker-js/faker';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { AccessCheck, Credentials } from '../core/access';
import type { SimulatedApi, SimulatorContext } from '../core/api';
import { ApiError, statusWithReason } from '../core/errors';
import { noQuery } from '../core/jsonSchema';
import { StatisticsFeed, type Publish } from './feed';
import type { WantedStatistic } from './model';
import type { StatisticsOptions } from './options';
import { profileFor, profileOf } from './profiles';
import * as schemas from './schemas';
import type { OpenStatistic } from './subscriptions';

type Verbose = 'OFF' | 'INFO';
type NamedStatistic = Required<Pick<WantedStatistic, 'name' | 'objectType' | 'objectId'>>;

interface SubscribeRequest {
	Querystring: { verbose: Verbose };
	Body: { operationId?: string; data: { statistics: WantedStatistic[] } };
}

interface ValuesRequest {
	Params: { id: string };
	Querystring: { verbose: Verbose; statisticIds?: string };
}

interface StatusObject {
	code: number;
	message: string;
	detail?: Record<string, unknown>;
}

/** An error with one entry for each statistic that failed. */
class StatisticsError extends ApiError {
	constructor(
		status: number,
		message: string,
		readonly errors: Array<{ status: StatusObject }>,
	) {
		super(status, message);
	}
}

/** Statistics API, `/statistics/v3`: status codes are numbers, 2 when a part of the work failed. */
export class StatisticsApi implements SimulatedApi {
	readonly feed: StatisticsFeed;
	/** The key and a token, or the key alone if the settings say so; the same for CometD. */
	readonly access: AccessCheck;
	private ids: Faker;

	/** @param publish tells all clients that are subscribed to the channel */
	constructor(
		private readonly context: SimulatorContext,
		{ key, token }: Credentials,
		publish: Publish,
		options?: StatisticsOptions,
	) {
		this.feed = new StatisticsFeed(context, publish, options);
		this.access = (...call) => {
			key.required(...call);
			(this.feed.settings().requireToken ? token.required : token.optional)(...call);
		};
		this.ids = context.random('statistics');
	}

	reset(): void {
		this.ids = this.context.random('statistics');
		this.feed.reset();
	}

	/** No tick and no rate is left. */
	stop(): void {
		this.feed.stop();
	}

	routes(app: FastifyInstance): void {
		app.addHook('preHandler', async (request) => {
			// Deleting always succeeds.
			if (request.method === 'DELETE' || this.feed.serviceState() === 'AVAILABLE') return;
			throw new ApiError(503, 'Service Unavailable', 'Stat Server cannot be reached.');
		});

		app.post<{ Body: { data: { statistics: NamedStatistic[] } } }>(
			'/statistics/v3/operations/get-statistic-ex',
			{ schema: { querystring: noQuery, body: schemas.peekBody } },
			async ({ body }) => {
				const { done, ...answer } = attempt(body.data.statistics, 400, (one) => this.peek(one));
				return { ...answer, data: { statistics: done } };
			},
		);
		app.get<{ Params: { name: string }; Querystring: Omit<NamedStatistic, 'name'> }>(
			'/statistics/v3/statistic-values/:name',
			{ schema: { querystring: schemas.valueQuery } },
			async ({ params, query }) => {
				const statistic = this.peek({ name: params.name, ...query });
				return { status: { code: 0 }, data: { statistic } };
			},
		);
		app.post<SubscribeRequest>(
			'/statistics/v3/subscriptions',
			{ schema: { querystring: schemas.subscribeQuery, body: schemas.subscribeBody } },
			async (request, reply) =>
				this.subscribe(this.session(request, reply), request.body, request.query.verbose),
		);
		app.get<ValuesRequest>(
			'/statistics/v3/subscriptions/:id/statistic-values',
			{ schema: { querystring: schemas.valuesQuery } },
			async (request, reply) =>
				this.values(this.session(request, reply), request.params.id, request.query),
		);
		app.delete<{ Params: { id: string } }>(
			'/statistics/v3/subscriptions/:id',
			{ schema: { querystring: noQuery } },
			async ({ params }) => {
				this.feed.subscriptions.delete(params.id);
				return { status: { code: 0 } };
			},
		);
	}

	errorBody(error: ApiError): unknown {
		const errors = error instanceof StatisticsError ? { errors: error.errors } : {};
		return { ...statusWithReason(error), ...errors };
	}

	/** The session of the caller, by its cookie; a new one gets a cookie. */
	private session({ headers }: { headers: { cookie?: string } }, reply: FastifyReply): string {
		const known = /(?:^|; )STATSESSION=([^;]+)/.exec(headers.cookie ?? '')?.[1];
		if (known) return known;
		const session = this.ids.string.uuid();
		reply.header('set-cookie', `STATSESSION=${session}; Path=/statistics/v3; HttpOnly`);
		return session;
	}

	/** @throws ApiError 404 unknown statistic or object */
	private peek({ name, objectType, objectId }: NamedStatistic) {
		const { profile, object } = this.find({ name, objectType, objectId });
		const { time } = this.feed.model;
		return { name, objectType, objectId, value: profile.read(object), timestamp: time };
	}

	private subscribe(
		session: string,
		{ operationId = this.ids.string.uuid(), data }: SubscribeRequest['Body'],
		verbose: Verbose,
	) {
		const { subscriptions, model } = this.feed;
		if (subscriptions.get(operationId)) {
			throw new ApiError(400, 'Bad Request', `There is a subscription ${operationId} already.`);
		}
		const known = new Set<string>();
		const { done, ...answer } = attempt(data.statistics, 400, (wanted): OpenStatistic => {
			if (known.has(wanted.statisticId)) {
				throw new ApiError(400, 'Bad Request', 'The statisticId comes more than once.');
			}
			known.add(wanted.statisticId);
			const { profile, object } = this.find(wanted);
			return { wanted, profile, object, told: profile.read(object), age: 0 };
		});
		subscriptions.add({ id: operationId, session, statistics: done });
		const statistics = done.map((statistic) => view(statistic, verbose, model.time));
		return { ...answer, data: { subscriptionId: operationId, operationId, statistics } };
	}

	private values(
		session: string,
		id: string,
		{ verbose, statisticIds }: ValuesRequest['Querystring'],
	) {
		const { subscriptions, model } = this.feed;
		const subscription = subscriptions.get(id);
		const isForeign = this.feed.settings().tieToSession && subscription?.session !== session;
		if (!subscription || isForeign)
			throw new ApiError(404, 'Resource not found', `No subscription ${id}`);
		const ids = statisticIds?.split(',') ?? subscription.statistics.map(idOf);
		const wanted = ids.map((statisticId) => ({ statisticId: statisticId.trim() }));
		const { done, ...answer } = attempt(wanted, 404, ({ statisticId }) => {
			const found = subscription.statistics.find((one) => idOf(one) === statisticId);
			if (!found) throw new ApiError(404, 'Resource not found', 'Not in the subscription.');
			return view(found, verbose, model.time);
		});
		return { ...answer, data: { subscriptionId: id, operationId: id, statistics: done } };
	}

	private find({ name, definition, objectType, objectId }: Omit<WantedStatistic, 'statisticId'>) {
		const object = this.feed.model.find(objectType, objectId);
		if (!object) throw new ApiError(404, 'Resource not found', `No ${objectType} ${objectId}`);
		const profile = definition
			? profileFor(definition, objectType)
			: profileOf(name ?? '', objectType);
		if (profile) return { profile, object };
		throw new ApiError(404, 'Resource not found', `No statistic ${name} of ${objectType}`);
	}
}

function idOf({ wanted }: OpenStatistic): string {
	return wanted.statisticId;
}

function view({ wanted, profile, object }: OpenStatistic, verbose: Verbose, timestamp: number) {
	const { statisticId, objectId, objectType, name } = wanted;
	const more = { objectId, objectType, ...(name === undefined ? {} : { name }) };
	return {
		statisticId,
		...(verbose === 'INFO' ? more : {}),
		value: profile.read(object),
		timestamp,
	};
}

/**
 * Does the work for each statistic. Code 0 when all went well, 2 with `errors` when a part of it failed.
 * @throws StatisticsError with `status` when all of it failed
 */
function attempt<T extends object, R>(wanted: T[], status: number, work: (one: T) => R) {
	const done: R[] = [];
	const errors: Array<{ status: StatusObject }> = [];
	for (const one of wanted) {
		try {
			done.push(work(one));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			const detail = { ...one, reason: error.detail };
			errors.push({ status: { code: error.status, message: error.message, detail } });
		}
	}
	if (done.length === 0) throw new StatisticsError(status, 'No statistic could be read', errors);
	return {
		status: { code: errors.length > 0 ? 2 : 0 },
		...(errors.length > 0 ? { errors } : {}),
		done,
	};
}
