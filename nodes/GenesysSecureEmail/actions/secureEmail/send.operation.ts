import { text } from '../../../shared/descriptions/fields';
import { fieldProperties, fieldsOf } from '../../../shared/descriptions/openFields';
import { defineOperation } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { checkedSecurebox, securebox } from './secureEmail';

/** The fields of the email are not documented by Genesys, so any may be set. */
export const send = defineOperation({
	kind: 'action',
	value: 'send',
	name: 'Send',
	action: 'Send secure email',
	description: 'Send a secure email; Genesys receives it as a web form and routes it like an email',
	properties: fieldProperties('Email Data'),
	options: [
		text(
			'operationId',
			'Operation ID',
			'Your own ID for this request, which Genesys returns in its answer',
		),
		securebox,
	],
	request: (values, context) => ({
		method: 'POST',
		path: '/securemail',
		query: { securebox: checkedSecurebox(values.options.securebox) },
		body: {
			data: fieldsOf(values, context),
			...compact({ operationId: values.options.operationId }),
		},
	}),
});
