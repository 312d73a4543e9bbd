import { EventEmitter } from 'node:events';
import type { IWebhookFunctions } from 'n8n-workflow';
import { takeOnce } from '../../../nodes/shared/triggers/webhook/receive';
import { RecentDeliveries } from '../../../nodes/shared/triggers/webhook/recentDeliveries';

/** A delivery whose connection is in the given state; only what `takeOnce` asks for. */
function delivery(state: { closed: boolean; statusCode?: number; writableFinished?: boolean }) {
	const response = Object.assign(new EventEmitter(), {
		statusCode: 200,
		writableFinished: false,
		status: () => response,
		json: () => response,
		...state,
	});
	const context = {
		getWorkflow: () => ({ id: 'w' }),
		getNode: () => ({ id: 'n' }),
		getResponseObject: () => response,
	} as unknown as IWebhookFunctions;
	return { context, response };
}

test('a sender that hung up before the node was called may deliver again', async () => {
	const recent = new RecentDeliveries();
	const gone = delivery({ closed: true });
	await takeOnce(gone.context, recent, { id: 'a', answer: {}, output: [{}] });

	const again = await takeOnce(delivery({ closed: false }).context, recent, {
		id: 'a',
		answer: {},
		output: [{}],
	});
	expect(again.workflowData).toHaveLength(1);
});

test.each([
	[{ statusCode: 200, writableFinished: true }, false],
	[{ statusCode: 200, writableFinished: false }, true],
	[{ statusCode: 500, writableFinished: true }, true],
])('after an answer that ended as %j, taken again: %p', async (end, takenAgain) => {
	const recent = new RecentDeliveries();
	const first = delivery({ closed: false });
	await takeOnce(first.context, recent, { id: 'a', answer: {}, output: [{}] });
	Object.assign(first.response, end);
	first.response.emit('close');

	const second = await takeOnce(delivery({ closed: false }).context, recent, {
		id: 'a',
		answer: {},
		output: [{}],
	});
	expect(second.workflowData !== undefined).toBe(takenAgain);
});
