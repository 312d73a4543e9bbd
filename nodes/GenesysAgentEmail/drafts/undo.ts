import { NodeApiError, UserError } from 'n8n-workflow';
import type { Context } from '../../shared/engine/operation';
import { textOf } from '../../shared/transport/body';
import { path } from '../../shared/transport/path';
import { operationRequest } from '../requests';

/** n8n waits for it when an execution was cancelled. */
const CLEANUP_TIMEOUT_MS = 15_000;

const CLEANUP = { timeout: CLEANUP_TIMEOUT_MS, afterCancel: true } as const;

/** Cancels a draft, also after the execution was cancelled. @returns what became of it, as a sentence; never rejects */
export async function cancelDraft({ send }: Pick<Context, 'send'>, id: string): Promise<string> {
	try {
		await send({ ...operationRequest(id, 'Cancel'), idempotent: true, ...CLEANUP });
		return `The draft ${id} was cancelled.`;
	} catch (error) {
		return `The draft ${id} could not be cancelled and may still be there: ${reasonOf(error)}`;
	}
}

/** The state of a draft, which may be gone. @returns it, or why it cannot be said, as the end of a sentence; never rejects */
export async function readState(
	{ send }: Pick<Context, 'send'>,
	id: string,
): Promise<{ state?: string; said: string }> {
	try {
		const response = await send({ method: 'GET', path: path`/me/interactions/${id}`, ...CLEANUP });
		const state = textOf(response.thing().state);
		return { state, said: state ? `is in the state ${state}` : 'has no state' };
	} catch (error) {
		return { said: `could not be read (${(error as Error).message})` };
	}
}

/** The failure of a step, with what was done about it; what the failure itself says stays, and so does its status. */
export function stepFailure(thrown: unknown, title: string, left: string): Error {
	const error = thrown as Error & { description?: string | null };
	const message = `${title}: ${error.message}`;
	const description = [error.description, left].filter(Boolean).join(' ');
	if (!(error instanceof NodeApiError))
		return new UserError(message, { description, cause: error });
	error.message = message;
	error.description = description;
	return error;
}

function reasonOf(thrown: unknown): string {
	const { message, description } = thrown as { message: string; description?: string | null };
	return [message, description].filter(Boolean).join('. ');
}
