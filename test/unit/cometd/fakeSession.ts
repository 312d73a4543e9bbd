import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { BayeuxOptions } from '../../../nodes/shared/cometd/protocol';
import { BayeuxSession } from '../../../nodes/shared/cometd/session';
import type { ApiRequest } from '../../../nodes/shared/transport/api';
import { ApiResponse } from '../../../nodes/shared/transport/response';

type Message = Record<string, unknown>;
type Answer = ApiResponse | Promise<ApiResponse>;
/** Answers the messages of one request; throws for a failure. */
export type Step = (messages: Message[], request: ApiRequest) => Answer;

const node = { name: 'Trigger', type: 'test', typeVersion: 1, parameters: {} } as unknown as INode;

/**
 * @param status of the answer, undefined when there was none
 * @param retryAfter milliseconds that the answer asks to wait
 */
export function httpError(status?: number, retryAfter?: number): NodeApiError {
	const message = `HTTP ${status}`;
	const httpCode = status?.toString();
	const error = new NodeApiError(node, { message }, { message, httpCode });
	return Object.assign(error, { context: { ...error.context, retryAfter } });
}

export const ok = (body: unknown, headers = {}, status = 200) =>
	new ApiResponse(status, headers, body);

/** Successful replies to all messages of a request, each with `more`, and `before` them in the answer. */
export const replies =
	(more: Message = {}, before: Message[] = [], headers = {}): Step =>
	(messages) =>
		ok(
			[
				...before,
				...messages.map(({ channel, id }) => ({ channel, id, successful: true, ...more })),
			],
			headers,
		);
export const fails =
	(error: Error): Step =>
	() => {
		throw error;
	};
/** No answer, until the request is aborted. */
export const silent: Step = async (_messages, { signal }) =>
	await new Promise((_resolve, reject) => {
		signal?.addEventListener('abort', () => reject(new Error('aborted')));
	});

export interface Sent {
	meta: string;
	at: number;
	messages: Message[];
	request: ApiRequest;
}

/**
 * A session with a server that follows a script: `steps.connect.shift()` answers the next connect, and so on. Without
 * a step, handshake, subscribe, disconnect and probes succeed at once, and a poll is held until `answer` is called.
 */
export function fakeSession(options: Partial<BayeuxOptions> = {}) {
	const steps: Record<string, Step[]> = {
		handshake: [],
		subscribe: [],
		connect: [],
		disconnect: [],
	};
	const sent: Sent[] = [];
	const got: unknown[] = [];
	const log: string[] = [];
	let sessions = 0;
	let held: { answer: (step: Step) => void } | undefined;
	const begin = Date.now();

	const defaults: Record<string, Step> = {
		handshake: (messages, request) => replies({ clientId: `c${++sessions}` })(messages, request),
		subscribe: replies(),
		disconnect: replies(),
		connect: async (messages, request) => {
			if (messages[0].advice) return await replies()(messages, request);
			return await new Promise<ApiResponse>((resolve, reject) => {
				held = {
					answer: (step) =>
						resolve(Promise.resolve().then(async () => await step(messages, request))),
				};
				request.signal?.addEventListener('abort', () => {
					held = undefined;
					reject(new Error('aborted'));
				});
			});
		},
	};
	const session = new BayeuxSession({
		send: async (request) => {
			const messages = request.body as Message[];
			const meta = String(messages[0].channel).replace('/meta/', '');
			sent.push({ meta, at: Date.now() - begin, messages, request });
			return await (steps[meta].shift() ?? defaults[meta])(messages, request);
		},
		paths: { endpoint: '/notifications', split: false },
		channels: ['/a'],
		onMessage: (_channel, data) => void got.push(data),
		onOpen: () => {},
		logger: {
			debug: (text: string) => void log.push(`debug ${text}`),
			warn: (text: string) => void log.push(`warn ${text}`),
			error: (text: string) => void log.push(`error ${text}`),
		},
		...options,
	});
	return {
		session,
		steps,
		sent,
		got,
		log,
		/** Answers the poll that is held. */
		answer: async (step: Step) => {
			if (!held) throw new Error('no poll is held');
			const { answer } = held;
			held = undefined;
			answer(step);
			await settle();
		},
		/** Stops it, which takes up to two slices of sleep, and checks that it leaves nothing. */
		stop: async () => {
			let timers: number | undefined;
			const stopped = session.stop().then(() => (timers = jest.getTimerCount()));
			await pass(400);
			await stopped;
			expect(timers).toBe(0);
			expect(held).toBeUndefined();
		},
		isHeld: () => held !== undefined,
		metas: () => sent.map(({ meta }) => meta),
		/** Starts it and lets everything happen that takes no time. */
		start: async () => {
			const outcome: { done?: true; error?: unknown } = {};
			session.run().then(
				() => (outcome.done = true),
				(error: unknown) => (outcome.error = error),
			);
			await settle();
			return outcome;
		},
	};
}

export async function settle(): Promise<void> {
	await jest.advanceTimersByTimeAsync(0);
}

/** Lets time pass; what becomes due in it happens. */
export async function pass(time: number): Promise<void> {
	await jest.advanceTimersByTimeAsync(time);
}

/** To be called once per file. */
export function fakeTime(): void {
	beforeEach(() => {
		jest.useFakeTimers();
		// The longest waits, so that they can be told in advance.
		jest.spyOn(Math, 'random').mockReturnValue(1);
	});
	afterEach(() => {
		jest.restoreAllMocks();
		jest.useRealTimers();
	});
}

export const event = (data: unknown, more: Message = {}): Message => ({
	channel: '/a',
	data,
	...more,
});
