import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { fieldNames } from '../../../shared/descriptions/choices';
import { flag, text } from '../../../shared/descriptions/fields';
import type { ValuesOf } from '../../../shared/descriptions/property';
import { RowWithFiles, type Context, type Row } from '../../../shared/engine/operation';
import type { ApiResponse } from '../../../shared/transport/response';
import { attachmentForm, takeFiles } from './attachments';
import { mailId, secureMailRequest } from './secureEmail';

const PREFIX: string = 'attachment_';

/** How the content of a secure email is read. */
export const contentOptions = [
	attachmentForm,
	text(
		'attachmentPrefix',
		'Attachment Prefix',
		'Prefix of the output binary fields to put the attachments in, e.g. attachment_. A number is added to it, from 0: <code>attachment_0</code>.',
		{ default: PREFIX },
	),
	flag(
		'downloadAttachments',
		'Download Attachments',
		'Whether to put the attachments of the email in binary fields, instead of leaving their content in its JSON',
	),
	flag(
		'markAsRead',
		'Mark as Read',
		'Whether to mark the email as read, which also stops the routing of the inbound interaction',
	),
] as const;

type ContentOptions = Partial<ValuesOf<typeof contentOptions>>;

/** Asks for the content of a secure email. @throws UserError when something else comes */
export async function readMail(
	id: string,
	{ markAsRead }: ContentOptions,
	{ send }: Context,
): Promise<ApiResponse> {
	const query = { read: markAsRead || undefined };
	const response = await send(secureMailRequest(id, { query }));
	response.thing();
	return response;
}

/** The secure email in an answer, with its attachments as files if they are wanted. */
export async function withFiles(
	response: ApiResponse,
	options: ContentOptions,
	context: Context,
): Promise<Row> {
	const row = context.answer(response);
	if (!options.downloadAttachments) return row;
	const { attachmentPrefix = PREFIX } = options;
	const { mail, binary } = await takeFiles(response.thing(), attachmentPrefix, options, context);
	return new RowWithFiles(context.fullAnswer ? row : { ...row, ...mail }, binary);
}

/** A row of a list with the content of its secure email. @throws UserError when that cannot be had */
export async function withContent(
	listed: IDataObject,
	options: ContentOptions,
	context: Context,
): Promise<Row> {
	const id = mailId(listed);
	if (!id) {
		throw new UserError('The list gives no ID of this email, by which to ask for it', {
			description: `Fields of the row: ${fieldNames(listed)}. Turn Include Content off, and let Get ask for each email.`,
		});
	}
	const response = await readMail(id, options, context);
	// An email that was marked as read is not to be lost with its attachments.
	Object.assign(listed, context.answer(response));
	const row = await withFiles(response, options, context);
	if (context.fullAnswer) return row;
	return row instanceof RowWithFiles
		? new RowWithFiles({ ...listed, ...row.json }, row.binary)
		: listed;
}
