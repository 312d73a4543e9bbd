import { NodeApiError } from 'n8n-workflow';
import type { Context } from '../shared/engine/operation';
import { isObject } from '../shared/transport/body';
import { path } from '../shared/transport/path';
import { possibleOn, stateOf } from './possible';

const NOT_THERE = 'The agent of the credential does not have this interaction, or not any more.';

/** Statuses of a failure that has nothing to do with the state of an interaction. */
const NOT_THE_STATE = ['401', '403', '429'];

/**
 * Does something to an interaction. When the server refuses it, the error says besides what the interaction allows instead, as
 * far as the server tells that.
 *
 * @param operationName as Web Services calls it: one that the interaction allows was refused for another reason
 * @throws what `work` throws
 */
export async function explained<Result>(
	context: Pick<Context, 'send'>,
	interactionId: string,
	work: () => Promise<Result>,
	operationName = '',
): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		throw await withAdvice(
			error,
			async () => await insteadOf(context, interactionId, operationName),
		);
	}
}

async function withAdvice(error: unknown, advise: () => Promise<string>): Promise<unknown> {
	if (error instanceof NodeApiError && isRefusal(error)) {
		error.description = [error.description, await advise()].filter(Boolean).join(' ');
	}
	return error;
}

/** The server answered, and its answer is about what was asked for. */
const isRefusal = ({ httpCode }: NodeApiError) =>
	/^[24]/.test(httpCode ?? '') && !NOT_THE_STATE.includes(httpCode ?? '');

/** What the interaction allows, as a sentence; `''` when that cannot be found out, or is not the reason. */
async function insteadOf(
	{ send }: Pick<Context, 'send'>,
	interactionId: string,
	operationName: string,
): Promise<string> {
	try {
		const response = await send({
			method: 'GET',
			path: path`/me/interactions/${interactionId}`,
			// A page that is missing altogether says nothing of the interaction.
			isNone: isOfWebServices,
		});
		if (response.status === 404) return NOT_THERE;
		const interaction = response.thing();
		const isPossible = possibleOn(interaction)?.includes(operationName);
		return interaction.state && !isPossible ? `The interaction is ${stateOf(interaction)}.` : '';
	} catch {
		return '';
	}
}

const isOfWebServices = (body: unknown) =>
	isObject(body) && ('statusCode' in body || 'status' in body);
