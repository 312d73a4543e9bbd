import type { IDataObject } from 'n8n-workflow';
import type { Interaction } from '../../shared/agentEmail/interaction';
import type { Context } from '../../shared/engine/operation';
import { compact, textOf } from '../../shared/transport/body';
import type { SourceFile } from '../../shared/transport/multipart';
import { above, checkHas, checkSendable, draftOf, emailOf, type Given } from '../draft';
import { explained, isRefusal } from '../refusals';
import { operationRequest, uploadRequest } from '../requests';
import { findDraft } from './find';
import { replyIdOf, timeoutOf, type Patience } from './make';
import { newMark, withoutMark } from './mark';
import { notificationsFor } from './notifications';
import { cancelDraft, readState, stepFailure } from './undo';

/** How long a draft is looked for when it is not known whether the reply arrived. */
const UNSURE_MS = 5_000;

/** A reply that is to be written and sent. */
export interface Order {
	interactionId: string;
	operationName: 'Reply' | 'ReplyAll';
	replyFields: { subjectPrefix?: string } & IDataObject;
	text: string;
	/** What the user sets of the email besides its text. */
	emailFields: Omit<Given, 'text' | 'toAddress'>;
	files: SourceFile[];
	patience: Patience;
}

/**
 * Writes and sends a reply: has the draft made, attaches the files, sends it. When a step fails, the draft is cancelled, also when
 * that is because the execution was cancelled. The draft is told from all others by a mark in its subject, which is not sent.
 *
 * @returns `{ id, replyInteractionId, subject, attachments: [{ fileName, documentId }], success: true }`
 * @throws NodeApiError or UserError that says which step failed, why, and what became of the draft
 */
export async function replyAndSend(context: Context, order: Order): Promise<IDataObject> {
	const { interactionId: id, files } = order;
	const mark = newMark();
	const draft = await writeDraft(context, order, mark);
	const attachments: IDataObject[] = [];
	let step = 'Send';
	let isSending = false;
	try {
		checkSendable(draft);
		const email = replyOf(draft, order, mark);
		checkHas(email, 'toAddress', 'fromAddress');
		for (const file of files) {
			step = `Attach ${file.fileName}`;
			attachments.push(await attach(context, draft.id, file));
		}
		step = 'Send';
		await context.wait(0);
		isSending = true;
		// Not ended by a cancelled execution: its answer says whether the reply is sent.
		const request = operationRequest(draft.id, 'Send', { email_object: email });
		await context.send({ ...request, afterCancel: true });
		const { subject } = email;
		return { id, replyInteractionId: draft.id, subject, attachments, success: true };
	} catch (error) {
		throw await undone(context, draft.id, { error, step, isSending });
	}
}

/** Has the draft made and waits for it. A cancelled execution does not end this: the draft has to be known to be cancelled. */
async function writeDraft(context: Context, order: Order, mark: string): Promise<Interaction> {
	const { interactionId, operationName, replyFields, patience } = order;
	const notifications = await notificationsFor(context, patience);
	const isMine = (one: Interaction) => subjectOf(one).includes(mark);
	const find = async (matches: typeof isMine, timeout: number) =>
		await findDraft(context, notifications, { matches, timeout, stop: () => false });

	let id: string | undefined;
	const subjectPrefix = `${mark} ${replyFields.subjectPrefix ?? ''}`;
	const fields = compact({ ...replyFields, subjectPrefix });
	const request = {
		...operationRequest(interactionId, operationName, fields),
		afterCancel: true as const,
	};
	try {
		const told = replyIdOf(await explained(context, request));
		// The documents can be read as if the original were named.
		id = told === interactionId ? undefined : told;
	} catch (error) {
		if (isRefusal(error)) throw stepFailure(error, failedAt('Reply'), 'Nothing was sent.');
		const left = await find(isMine, UNSURE_MS).then(
			async (draft) => await cancelDraft(context, draft.id),
			() => unseen(mark),
		);
		throw stepFailure(error, failedAt('Reply'), `Nothing was sent. ${left}`);
	}
	try {
		return await find((one) => one.id === id || isMine(one), timeoutOf(patience));
	} catch (error) {
		const left = id === undefined ? unseen(mark) : await cancelDraft(context, id);
		throw stepFailure(error, failedAt('Reply'), `Nothing was sent. ${left}`);
	}
}

async function attach({ send }: Context, id: string, file: SourceFile): Promise<IDataObject> {
	const response = await send(uploadRequest(id, file));
	return compact({ fileName: file.fileName, documentId: response.thing().documentId });
}

/** The email that is sent. Its text is above the original when that is quoted. */
function replyOf(made: Interaction, { text, emailFields }: Order, mark: string) {
	const draft = draftOf(made);
	const subject = withoutMark(draft.subject, mark);
	return emailOf({ ...emailFields, text: above(text, draft) }, { ...draft, subject });
}

/** Cancels the draft, unless it may have been sent. @returns the error to throw */
async function undone(
	context: Context,
	id: string,
	{ error, step, isSending }: { error: unknown; step: string; isSending: boolean },
): Promise<Error> {
	if (!isSending || isRefusal(error)) {
		return stepFailure(
			error,
			failedAt(step),
			`Nothing was sent. ${await cancelDraft(context, id)}`,
		);
	}
	const { state, said } = await readState(context, id);
	if (state === 'ReplyCreated') {
		const left = `The draft was still there, unsent. ${await cancelDraft(context, id)}`;
		return stepFailure(error, failedAt(step), left);
	}
	const left = `The draft ${id} ${said}, and was not cancelled. Look for the reply in Genesys before you send it again.`;
	return stepFailure(error, 'It is not known whether the reply was sent', left);
}

const failedAt = (step: string) => `Reply and Send failed at the step "${step}"`;

const unseen = (mark: string) =>
	`If a draft appears later, its subject begins with ${mark}: cancel it.`;

const subjectOf = ({ email_object }: Interaction) => textOf(email_object?.Subject) ?? '';
