import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** Told whether n8n has taken the delivery: registered its execution, or seen its workflow succeed. */
type Settle = (taken: boolean) => void;

/**
 * Settles when n8n has answered, which it does once it has registered the execution. A connection that closes without a
 * complete answer leaves open whether n8n took the delivery: let it come again.
 */
export function settleOnceAnswered(response: Response, settle: Settle): void {
	const closed = () => settle(response.writableFinished && response.statusCode === 200);
	if (response.closed) closed();
	else response.once('close', closed);
}

/**
 * Gives the answer when n8n would answer with the items of the last node, and settles by that, whether or not the sender still
 * waits. n8n has no other way to answer with something of one's own at the end.
 *
 * Whatever else n8n says is answered 500, also its 200 for an execution that it could not begin: only the items of a last
 * node show that the workflow came to its end. Nothing of the workflow is in either answer.
 */
export function answerAtEnd(response: Response, answer: IDataObject, settle: Settle): void {
	const send = response.json.bind(response);
	response.json = (body: unknown) => {
		const succeeded = response.statusCode === 200 && Array.isArray(body);
		settle(succeeded);
		if (succeeded) return send(answer);
		response.status(500);
		return send({ error: 'The workflow did not succeed' });
	};
}
