import { notice, text } from '../../../shared/descriptions/fields';
import { fieldProperties, fieldsOf } from '../../../shared/descriptions/openFields';
import { defineOperation } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { attachmentForm, withAttachments } from './attachments';
import { checkedSecurebox, securebox } from './secureEmail';

/** The fields of the email are not documented by Genesys, so any may be set. */
export const send = defineOperation({
	kind: 'action',
	value: 'send',
	name: 'Send',
	action: 'Send secure email as web form that is routed to agents like any email',
	description: 'Send a secure email; Genesys receives it as a web form and routes it like an email',
	properties: [
		notice(
			'dataNotice',
			'Genesys does not document the fields of a secure email, nor how its attachments are sent. Ask your Genesys representative for their names; Attachment Form among the options sets those of attachments.',
		),
		...fieldProperties('Email Data'),
		text(
			'binaryPropertyNames',
			'Input Data Field Names',
			'Names of the binary fields of the item with the files to send as attachments, e.g. data. For all files of the item use the expression <code>{{ Object.keys($binary) }}</code>.',
			{
				commaSeparated: true,
				takesFiles: true,
				hint: 'Comma-separated names of the input binary fields with the files to attach',
			},
		),
	],
	options: [
		attachmentForm,
		text(
			'operationId',
			'Operation ID',
			'Your own ID for this request, which Genesys returns in its answer, e.g. request-4711',
		),
		securebox,
	],
	async request({ binaryPropertyNames, options, ...values }, context) {
		const data = fieldsOf(values, context);
		return {
			method: 'POST',
			path: '/securemail',
			query: { securebox: checkedSecurebox(options.securebox) },
			body: {
				data: await withAttachments(data, binaryPropertyNames, options, context),
				...compact({ operationId: options.operationId }),
			},
		};
	},
});
