import { NodeApiError } from 'n8n-workflow';
import type { Context } from '../shared/engine/operation';
import { isObject } from '../shared/transport/body';
import { isForeign } from '../shared/transport/errors';
import type { ApiResponse } from '../shared/transport/response';
import { possibleOn, stateOf } from './possible';
import type { OperationRequest } from './requests';

const NOT_THERE = 'The agent of the credential does not have this interaction, or not any more.';

/** Statuses of a failure that has nothing to do with the state of an interaction. */
const NOT_THE_STATE = ['401', '403', '429'];

/**
 * Sends what does something to an interaction. When the server refuses it, the error says besides what the interaction allows
 * instead, as far as the server tells that.
 *
 * @throws what `send` throws
 */
export async function explained(
	{ send }: Pick<Context, 'send'>,
	request: OperationRequest,
): Promise<ApiResponse> {
	try {
		return await send(request);
	} catch (error) {
		throw await withAdvice(error, async () => await insteadOf(send, request));
	}
}

async function withAdvice(error: unknown, advise: () => Promise<string>): Promise<unknown> {
	if (error instanceof NodeApiError && canBeTheState(error)) {
		error.description = [error.description, await advise()].filter(Boolean).join(' ');
	}
	return error;
}

/** Which status a refusal has is not documented: it can be that of a server that fails. */
const canBeTheState = (error: NodeApiError) =>
	(isRefusal(error) || error.httpCode === '500') && !NOT_THE_STATE.includes(String(error.httpCode));

/** Whether Genesys answered that it did not do it. Otherwise it may have done it: a gateway, say, gave up waiting. */
export function isRefusal(error: unknown): boolean {
	if (!(error instanceof NodeApiError) || isForeign(error)) return false;
	const status = Number(error.httpCode);
	return status > 0 && status < 500 && status !== 408;
}

/** What the interaction allows, as a sentence; `''` when that cannot be found out, or is not the reason for the refusal. */
async function insteadOf(send: Context['send'], { path, body }: OperationRequest): Promise<string> {
	try {
		const response = await send({
			method: 'GET',
			path,
			// A page that is missing altogether says nothing of the interaction.
			isNone: isOfWebServices,
		});
		if (response.status === 404) return NOT_THERE;
		const interaction = response.thing();
		const isPossible = possibleOn(interaction)?.includes(body.operationName);
		return interaction.state && !isPossible ? `The interaction is ${stateOf(interaction)}.` : '';
	} catch {
		return '';
	}
}

const isOfWebServices = (body: unknown) =>
	isObject(body) && ('statusCode' in body || 'status' in body);
