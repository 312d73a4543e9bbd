/** @jest-environment node */
import type { IDataObject, INode, ITriggerFunctions } from 'n8n-workflow';
import { NodeApiError, UserError } from 'n8n-workflow';
import { statistics } from '../../../nodes/shared/apis/engage';
import {
	openCometdTrigger,
	type CometdHost,
	type Subscription,
} from '../../../nodes/shared/triggers/cometd';

const node = {
	name: 'Trigger',
	type: 'test',
	typeVersion: 1,
	parameters: { authentication: 'apiKey' },
} as unknown as INode;

interface Message {
	channel: string;
	id: string;
	advice?: object;
}

/** n8n around a trigger, and a server that keeps its session as long as it is asked to. */
function host(mode: 'trigger' | 'manual' = 'trigger') {
	const emitted: IDataObject[][] = [];
	const errors: Error[] = [];
	const asked: string[] = [];
	let answerPoll: ((reply: object) => void) | undefined;
	const request = async (
		_type: string,
		options: { body: Message[]; abortSignal?: AbortSignal },
	) => {
		const [message] = options.body;
		asked.push(message.channel.replace('/meta/', ''));
		const isHeld = message.channel === '/meta/connect' && !message.advice;
		const more = isHeld
			? await new Promise<object>((resolve, reject) => {
					answerPoll = resolve;
					options.abortSignal?.addEventListener('abort', () => reject(new Error('aborted')));
				})
			: { clientId: 'c' };
		const body = options.body.map(({ channel, id }) => ({
			channel,
			id,
			successful: true,
			...more,
		}));
		return { statusCode: 200, headers: {}, body };
	};
	const context = {
		getNode: () => node,
		getMode: () => mode,
		getWorkflowStaticData: () => ({}),
		getCredentials: async () => ({ baseUrl: 'http://genesys.example', apiKey: 'k' }),
		helpers: { httpRequestWithAuthentication: request },
		logger: { debug() {}, info() {}, warn() {}, error() {} },
		emit: ([items]: Array<Array<{ json: IDataObject }>>) =>
			void emitted.push(items.map(({ json }) => json)),
		emitError: (error: Error) => void errors.push(error),
	} as unknown as ITriggerFunctions;

	const open = jest.fn<Promise<void>, []>(async () => {});
	const close = jest.fn(async () => {});
	const received: unknown[] = [];
	let inside: CometdHost | undefined;
	const session = { paths: { endpoint: '/notifications', split: false }, channels: ['/a'] };
	const outcome: { response?: Awaited<ReturnType<typeof openCometdTrigger>>; error?: Error } = {};

	return {
		emitted,
		errors,
		asked,
		received,
		open,
		close,
		outcome,
		inside: () => inside as CometdHost,
		/** Activates the workflow, and lets everything happen that takes no time. */
		async start() {
			openCometdTrigger(context, statistics, session, (given): Subscription => {
				inside = given;
				return { open, close, receive: (_channel, message) => void received.push(message) };
			}).then(
				(response) => (outcome.response = response),
				(error: Error) => (outcome.error = error),
			);
			await pass(1_000);
		},
		async lose() {
			answerPoll?.({ successful: false, error: '402::Unknown client' });
			await pass(10_000);
		},
		async end() {
			const ending = outcome.response?.closeFunction?.();
			await pass(5_000);
			await ending;
		},
	};
}
const pass = async (time: number) => await jest.advanceTimersByTimeAsync(time);
const refusal = (httpCode: string) =>
	new NodeApiError(node, { message: 'refused' }, { message: 'refused', httpCode });

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('the activation', () => {
	test('ends when the subscription is open', async () => {
		const n8n = host();
		await n8n.start();
		expect(n8n.outcome).toEqual({ response: expect.anything() });
		expect(n8n.asked.slice(0, 2)).toEqual(['handshake', 'subscribe']);
		expect(n8n.open).toHaveBeenCalledTimes(1);
		await n8n.end();
	});

	test.each([
		['the user', () => new UserError('refused')],
		['Genesys', () => refusal('400')],
	])('fails with what %s has to change, and leaves nothing behind', async (_who, error) => {
		const n8n = host();
		n8n.open.mockImplementation(async () => await Promise.reject(error()));
		await n8n.start();
		expect(jest.getTimerCount()).toBe(0);
		expect(n8n.outcome.error?.message).toContain('refused');
		expect(n8n.open).toHaveBeenCalledTimes(1);
		expect(n8n.errors).toEqual([]);
	});

	test('goes on trying after what may pass', async () => {
		const n8n = host();
		n8n.open.mockRejectedValueOnce(refusal('500'));
		await n8n.start();
		await pass(15_000);
		expect(n8n.outcome).toEqual({ response: expect.anything() });
		expect(n8n.open).toHaveBeenCalledTimes(2);
		expect(n8n.errors).toEqual([]);
		await n8n.end();
	});

	test('does not wait for Genesys for ever', async () => {
		const n8n = host();
		n8n.open.mockReturnValue(new Promise(() => {}));
		await n8n.start();
		await pass(13_000);
		expect(n8n.outcome).toEqual({});
		await pass(2_000);
		expect(n8n.outcome).toEqual({ response: expect.anything() });
		await n8n.end();
	});

	test('of a manual test begins when n8n asks for it', async () => {
		const n8n = host('manual');
		await n8n.start();
		expect(n8n.asked).toEqual([]);
		void n8n.outcome.response?.manualTriggerFunction?.();
		await pass(1_000);
		expect(n8n.open).toHaveBeenCalledTimes(1);
		await n8n.end();
	});
});

describe('an open trigger', () => {
	test('starts the workflow with an item per row, and not for none', async () => {
		const n8n = host();
		await n8n.start();
		n8n.inside().emit([{ n: 1 }, { n: 2 }]);
		n8n.inside().emit([]);
		expect(n8n.emitted).toEqual([[{ n: 1 }, { n: 2 }]]);
		await n8n.end();
	});

	test('that n8n closed is silent', async () => {
		const n8n = host();
		await n8n.start();
		expect(n8n.inside().closed()).toBe(false);
		await n8n.end();
		expect(n8n.inside().closed()).toBe(true);
		n8n.inside().emit([{ n: 1 }]);
		n8n.inside().fail(new Error('late'));
		expect([n8n.emitted, n8n.errors]).toEqual([[], []]);
		expect(n8n.close).toHaveBeenCalledTimes(1);
		expect(n8n.asked.at(-1)).toBe('disconnect');
	});

	test('that cannot go on says so once, and closes', async () => {
		const n8n = host();
		await n8n.start();
		n8n.inside().fail(new Error('no more'));
		n8n.inside().fail(new Error('and again'));
		await pass(5_000);
		expect(n8n.errors.map(({ message }) => message)).toEqual(['no more']);
		expect(n8n.close).toHaveBeenCalledTimes(1);
		expect(n8n.asked.at(-1)).toBe('disconnect');
	});

	test('opens its subscription again with a new session', async () => {
		const n8n = host();
		await n8n.start();
		await n8n.lose();
		expect(n8n.open).toHaveBeenCalledTimes(2);
		expect(n8n.errors).toEqual([]);
		await n8n.end();
	});

	test('whose subscription is not accepted any more is a failure that n8n is told', async () => {
		const n8n = host();
		await n8n.start();
		n8n.open.mockRejectedValue(refusal('400'));
		await n8n.lose();
		expect(n8n.errors.map(({ message }) => message)).toEqual([expect.stringContaining('refused')]);
		expect(n8n.close).toHaveBeenCalledTimes(1);
	});
});
