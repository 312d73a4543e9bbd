import { UserError } from 'n8n-workflow';
import { identified, type Interaction } from '../../shared/agentEmail/interaction';
import type { Context } from '../../shared/engine/operation';
import type { Send } from '../../shared/transport/api';
import type { Notifications } from './notifications';

/** The list is looked at when nothing was told for so long; then for twice as long, and so on. */
const FIRST_LOOK_MS = 1_000;
const LONGEST_LOOK_MS = 10_000;
/** One look must not take all the time that there is. */
const LOOK_TIMEOUT_MS = 10_000;

/** Which draft is waited for. */
export interface Wanted {
	matches: (interaction: Interaction) => boolean;
	/** Milliseconds. */
	timeout: number;
	/** Whether to wait no longer, because the execution was cancelled. */
	stop: () => boolean;
}

/** The interactions that the agent has. Read also after the execution was cancelled: what it left behind is looked for. */
export async function openInteractions(send: Send): Promise<Interaction[]> {
	const response = await send({
		method: 'GET',
		path: '/me/interactions',
		timeout: LOOK_TIMEOUT_MS,
		afterCancel: true,
	});
	return response.rows().flatMap((row) => identified(row) ?? []);
}

/**
 * Waits for a draft. It is told of by a notification; one that was lost, or could not come, is made up for by looking in the
 * list of the open interactions.
 *
 * @throws UserError when there was none in time, or more than one, of which each could be the one, or when it was stopped
 */
export async function findDraft(
	{ send }: Pick<Context, 'send'>,
	notifications: Notifications,
	{ matches, timeout, stop }: Wanted,
): Promise<Interaction> {
	const end = Date.now() + timeout;
	const told = () => [...notifications.drafts.values()].filter(matches);
	let listProblem = '';
	for (let look = FIRST_LOOK_MS; ; look = Math.min(look * 2, LONGEST_LOOK_MS)) {
		await notifications.until(() => told().length > 0, Math.min(look, end - Date.now()), stop);
		let found = told();
		if (stop()) throw new UserError('The execution was cancelled');
		if (found.length === 0) {
			try {
				found = (await openInteractions(send)).filter(matches);
				listProblem = '';
			} catch (error) {
				listProblem = (error as Error).message;
			}
		}
		if (found.length > 1) throw ambiguous(found);
		if (found.length === 1) return found[0];
		if (Date.now() >= end) throw notFound(timeout, notifications.problem, listProblem);
	}
}

function ambiguous(found: Interaction[]): UserError {
	return new UserError('Several drafts appeared at once, and each of them could be the new one', {
		description: `Look at ${found.map(({ id }) => id).join(' and ')}: somebody else, or another workflow, made one like it at the same moment.`,
	});
}

function notFound(timeout: number, problem: string, listProblem: string): UserError {
	const because = [
		problem && `There are no notifications (${problem}).`,
		listProblem && `The list of the open interactions could not be read (${listProblem}).`,
	];
	const advice =
		'Genesys accepted the request, so the draft may exist all the same: look among the interactions of the agent before you try again. Then check Notifications Endpoint and Notifications Topic in the options, or raise Draft Timeout.';
	return new UserError(`No draft appeared within ${timeout / 1000} s`, {
		description: [...because, advice].filter(Boolean).join(' '),
	});
}
