import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Interaction } from '../../shared/agentEmail/interaction';
import type { Context } from '../../shared/engine/operation';
import { compact, textOf } from '../../shared/transport/body';
import { multipart, type SourceFile } from '../../shared/transport/multipart';
import { path } from '../../shared/transport/path';
import { explained } from '../refusals';
import { findDraft } from './find';
import { replyIdOf, timeoutOf, type Patience } from './make';
import { newMark, withoutMark } from './mark';
import { notificationsFor } from './notifications';
import { replyRequest } from './reply';
import { cancelDraft, isRefusal, stateOf, stepFailure } from './undo';

/** How long a draft is looked for when it is not known whether the reply arrived. */
const UNSURE_MS = 5_000;

/** What the user sets of the email besides its text; what is undefined is as in the draft. */
export interface EmailFields {
	bccAddress?: string;
	ccAddress?: string;
	fromAddress?: string;
	subject?: string;
}

/** A reply that is to be written and sent. */
export interface Order {
	interactionId: string;
	operationName: 'Reply' | 'ReplyAll';
	replyFields: { subjectPrefix?: string } & IDataObject;
	text: string;
	emailFields: EmailFields;
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
	const body = { operationName: 'Send', email_object: emailOf(draft, order, mark) };
	const attachments: IDataObject[] = [];
	let step = 'Send';
	let isSending = false;
	try {
		checkCanSend(draft);
		for (const file of files) {
			step = `Attach ${file.fileName}`;
			attachments.push(await attach(context, draft.id, file));
		}
		step = 'Send';
		await context.wait(0);
		isSending = true;
		// Not ended by a cancelled execution: its answer says whether the reply is sent.
		const sending = path`/me/interactions/${draft.id}`;
		await context.send({ method: 'POST', path: sending, body, afterCancel: true });
	} catch (error) {
		throw await undone(context, draft.id, { error, step, isSending });
	}
	const { subject } = body.email_object;
	return { id, replyInteractionId: draft.id, subject, attachments, success: true };
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
		...replyRequest(interactionId, operationName, fields),
		afterCancel: true as const,
	};
	try {
		const post = async () => await context.send(request);
		id = replyIdOf(await explained(context, interactionId, post, operationName));
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
	const body = multipart('attachment', file);
	const response = await send({
		method: 'POST',
		path: path`/me/interactions/${id}/attachments`,
		body,
	});
	return compact({ fileName: file.fileName, documentId: response.thing().documentId });
}

/** @throws UserError when the draft names nobody to send to, or Genesys says what can be done with it, and that is not sending */
function checkCanSend({ capabilities = [], email_object }: Interaction): void {
	if (!textOf(email_object?.ToAddress)) {
		throw new UserError('The draft that Genesys made names no recipient', {
			description: 'Look at the addresses of the original.',
		});
	}
	if (capabilities.length === 0 || capabilities.includes('Send')) return;
	throw new UserError('Genesys does not let the agent send this draft', {
		description: `It allows: ${capabilities.join(', ')}.`,
	});
}

/** The email that is sent: of the draft, what the user did not set. Its text is the original when that is quoted. */
function emailOf(
	{ email_object: draft = {} }: Interaction,
	{ text, emailFields }: Order,
	mark: string,
) {
	const { fromAddress, ccAddress, bccAddress } = emailFields;
	const of = (name: string) => textOf(draft[name]) ?? '';
	const quoted = of('Text');
	return {
		toAddress: of('ToAddress'),
		subject: emailFields.subject || withoutMark(of('Subject'), mark),
		text: quoted ? `${text}\n\n${quoted}` : text,
		fromAddress: fromAddress || of('FromAddress'),
		...compact({ ccAddress: ccAddress ?? of('CCAddresses'), bccAddress }),
	};
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
	const { state, said } = await stateOf(context, id);
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
