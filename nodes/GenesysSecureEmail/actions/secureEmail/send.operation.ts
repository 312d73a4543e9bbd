import { fieldProperties, fieldsOf } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { checkedSecurebox, securebox } from './fields';

/** `POST /securemail`. The fields of the email are not documented by Genesys, so any may be set. */
export const send = defineOperation({
	value: 'send',
	name: 'Send',
	action: 'Send secure email',
	description: 'Send a secure email; Genesys receives it as a web form and routes it like an email',
	properties: [...fieldProperties('Email Data')],
	options: [
		{
			displayName: 'Operation ID',
			name: 'operationId',
			type: 'string',
			default: '',
			description: 'Your own ID for this sending, which Genesys returns in its answer',
		},
		securebox,
	],
	request: (values, item) => {
		const { operationId } = values.options;
		return {
			method: 'POST',
			path: '/securemail',
			query: { securebox: checkedSecurebox(values.options.securebox) },
			body: { data: fieldsOf(values, item), ...(operationId ? { operationId } : {}) },
		};
	},
});
