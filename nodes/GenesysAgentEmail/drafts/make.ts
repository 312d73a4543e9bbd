import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Interaction } from '../../shared/agentEmail/interaction';
import type { Context } from '../../shared/engine/operation';
import { isObject, textOf } from '../../shared/transport/body';
import type { ApiResponse } from '../../shared/transport/response';
import { findDraft, openInteractions, type Wanted } from './find';
import { isMarked } from './mark';
import { notificationsFor, type Place } from './notifications';

/** Which interaction is the draft that was asked for, so far as it can be said of one that was not there before. */
export type Recognize = (draft: Interaction) => boolean;

/** How a draft is waited for. */
export interface Patience extends Place {
	/** Seconds. */
	draftTimeout?: number;
}

/** What is waited, in milliseconds, where the user says nothing else. */
export const timeoutOf = ({ draftTimeout = 30 }: Patience) => draftTimeout * 1000;

/** The ID of the draft, where an answer says it: documented of Reply All only. */
export const replyIdOf = ({ body }: ApiResponse): string | undefined =>
	(isObject(body) && textOf(body.replyInteractionId)) || undefined;

/**
 * Has a draft made, and waits for it. When the answer does not say which one it is, it is the one that was not there before, and
 * that looks as documented for it. So that those of one run are not mistaken for each other, they are made one after another.
 * One that looks the same and that somebody else makes for the same agent in the same moment cannot be told from it.
 *
 * @param post asks for the draft
 * @param recognize is given what the agent had before
 * @throws UserError when no draft was found, or more than one; NodeApiError when it was refused
 */
export async function makeDraft(
	context: Context,
	post: () => Promise<ApiResponse>,
	recognize: (before: Interaction[]) => Recognize,
	options: Patience,
): Promise<Interaction> {
	const notifications = await notificationsFor(context, options);
	const find = async (matches: Wanted['matches']) => {
		const wanted = { matches, timeout: timeoutOf(options), stop: context.cancelled };
		return await findDraft(context, notifications, wanted);
	};
	const { draft, id } = await notifications.inTurn(async () => {
		await context.wait(0);
		const before = await interactionsBefore(context);
		const known = new Set([...before.map((one) => one.id), ...notifications.drafts.keys()]);
		const isNew = recognize(before);
		const id = replyIdOf(await post());
		// What was there before is no draft of this reply: the documents can be read as if the original were named.
		if (id !== undefined && !known.has(id)) return { id };
		return { draft: await find((one) => !known.has(one.id) && isDraft(one) && isNew(one)) };
	});
	return draft ?? (await find((one) => one.id === id));
}

/** What the agent has before there is a draft. @throws UserError when that cannot be read, so that no draft could be recognized */
async function interactionsBefore({ send }: Context): Promise<Interaction[]> {
	try {
		return await openInteractions(send);
	} catch (error) {
		throw unrecognizable(error as Error);
	}
}

function unrecognizable(cause: Error): UserError {
	return new UserError('The open interactions of the agent could not be read', {
		description: `Nothing was sent: the draft could not be told from what is there already. ${cause.message}. Switch off Wait for Draft where your server does not have this list.`,
		cause,
	});
}

const isDraft = ({ state }: Interaction) => state === 'ReplyCreated';

/**
 * A reply to an interaction: documented is that its subject is that of the original behind the prefix. A draft that Reply and
 * Send made has another one, by its mark.
 */
export const recognizeReply =
	(interactionId: string, { subjectPrefix }: IDataObject) =>
	(before: Interaction[]): Recognize => {
		const original = before.find(({ id }) => id === interactionId);
		const subject = original && textOf(original.email_object?.Subject);
		const wanted =
			subject === undefined ? undefined : spaced(`${textOf(subjectPrefix) ?? ''}${subject}`);
		return ({ interactionSubType, email_object }) => {
			if (interactionSubType !== 'OutboundReply') return false;
			const own = textOf(email_object?.Subject) ?? '';
			return wanted === undefined ? !isMarked(own) : spaced(own) === wanted;
		};
	};

/** With single spaces, and none around it: mail servers fold subjects. */
const spaced = (text: string) => text.trim().replace(/\s+/g, ' ');
