import { collection } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { clientNotice } from '../../notices';
import { integration } from '../../directory';
import { about, channelOf, fromId, fromIdType, sameCustomer, time } from './customer';

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	about.email,
	about.firstName,
	about.image,
	about.lastName,
	about.nickname,
	time,
]);

/** `POST …/inbound/open/event`. Typing is the only event that Genesys knows. */
export const sendEvent = defineOperation({
	kind: 'action',
	value: 'sendEvent',
	name: 'Send Event',
	action: 'Show agents that customer is typing in open messaging conversation',
	description: 'Show agents that a customer is typing. Needs client credentials.',
	properties: [clientNotice, integration, fromId, fromIdType, fields],
	options: [bodyOption],
	target: sameCustomer,
	request: ({ options, ...values }) => ({
		method: 'POST',
		path: path`/conversations/messages/${values.integration}/inbound/open/event`,
		body: bodyOf({ channel: channelOf(values), events: [{ eventType: 'Typing' }] }, options),
	}),
});
