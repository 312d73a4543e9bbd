import { EventEmitter } from 'node:events';
import type { IWebhookFunctions } from 'n8n-workflow';
import { takeOnce } from '../../../nodes/shared/triggers/webhook/receive';
import { RecentDeliveries } from '../../../nodes/shared/triggers/webhook/recentDeliveries';

/** A delivery whose connection is in the given state; only what `takeOnce` asks for. */
function delivery(state: { closed: boolean; statusCode?: number; writableFinished?: boolean }) {
	const sent: unknown[] = [];
	const response = Object.assign(new EventEmitter(), {
		statusCode: 200,
		writableFinished: false,
		status(code: number) {
			response.statusCode = code;
			return response;
		},
		json(body: unknown) {
			sent.push([response.statusCode, body]);
			return response;
		},
		...state,
	});
	const context = {
		getWorkflow: () => ({ id: 'w' }),
		getNode: () => ({ id: 'n' }),
		getResponseObject: () => response,
	} as unknown as IWebhookFunctions;
	return { context, response, sent };
}

const accepted = {
	id: 'a',
	answer: { ok: true },
	output: [{}],
	responseMode: 'onReceived' as const,
};
const atEnd = { ...accepted, responseMode: 'lastNode' as const };

test('a sender that hung up before the node was called may deliver again', async () => {
	const recent = new RecentDeliveries();
	const gone = delivery({ closed: true });
	await takeOnce(gone.context, recent, accepted);

	const again = await takeOnce(delivery({ closed: false }).context, recent, accepted);
	expect(again.workflowData).toHaveLength(1);
});

test.each([
	[{ statusCode: 200, writableFinished: true }, false],
	[{ statusCode: 200, writableFinished: false }, true],
	[{ statusCode: 500, writableFinished: true }, true],
])('after an answer that ended as %j, taken again: %p', async (end, takenAgain) => {
	const recent = new RecentDeliveries();
	const first = delivery({ closed: false });
	await takeOnce(first.context, recent, accepted);
	Object.assign(first.response, end);
	first.response.emit('close');

	const second = await takeOnce(delivery({ closed: false }).context, recent, accepted);
	expect(second.workflowData !== undefined).toBe(takenAgain);
});

describe('when the answer waits for the end of the workflow', () => {
	const failed = [500, { error: 'The workflow did not succeed' }];

	/** @returns what was answered, and whether a copy starts an execution afterwards */
	async function ended(status: number, body: unknown, closed = false) {
		const recent = new RecentDeliveries();
		const first = delivery({ closed: false });
		await takeOnce(first.context, recent, atEnd);
		if (closed) first.response.emit('close');
		const open = recent.claim('w:n:a');
		first.response.status(status).json(body);
		if (typeof (await open) !== 'string') return { sent: first.sent, again: true };
		const copy = delivery({ closed: false });
		const { workflowData } = await takeOnce(copy.context, recent, atEnd);
		return { sent: [...first.sent, ...copy.sent], again: workflowData !== undefined };
	}

	test.each([
		['with items', [{ secret: 'of the workflow' }]],
		['with none', []],
	])('one that ended %s is answered as documented, and not started again', async (_how, body) => {
		const done = [200, { ok: true }];
		expect(await ended(200, body)).toEqual({ sent: [done, done], again: false });
	});

	test.each([
		['an error', 500, { message: 'Error in workflow' }],
		['one of the sender', 409, { message: 'No item' }],
		['an execution that could not begin', 200, { message: 'no data was returned' }],
		['nothing', 200, undefined],
		['items of a failure', 500, [{}]],
	])('%s is answered 500 without a word of it, and started again', async (_how, status, body) => {
		expect(await ended(status, body)).toEqual({ sent: [failed], again: true });
	});

	test('what counts is how it ended, also when the sender has hung up', async () => {
		expect(await ended(200, [{}], true)).toMatchObject({ again: false });
		expect(await ended(500, {}, true)).toMatchObject({ again: true });
	});
});
