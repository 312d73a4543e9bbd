import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { namesWhatWasMade } from '../../../shared/transport/response';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { flowOption, queueOption } from '../../directory';
import {
	checkProvider,
	checkRoute,
	createFields,
	fromAddress,
	NATIVE,
	provider,
	routedFields,
	subject,
	toAddress,
} from '../../email/routing';

const direction = defineProperty({
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	options: [
		{
			name: 'Inbound',
			value: 'INBOUND',
			description: 'An email of a customer came to a system outside of Genesys',
		},
		{
			name: 'Outbound',
			value: 'OUTBOUND',
			description:
				'The signed-in user writes to a customer on behalf of a queue: makes the draft, which Reply sends',
		},
	],
	default: 'OUTBOUND',
	description: 'Who writes: a customer (inbound), or an agent of your organization (outbound)',
});

const ofInbound = { displayOptions: { show: { direction: ['INBOUND'] } } };

export const create = defineOperation({
	kind: 'action',
	value: 'create',
	name: 'Create',
	action: 'Create outbound email conversation of queue or inbound one of outside system',
	description:
		'Begin an email conversation: an outbound one on behalf of a queue, whose draft Reply sends, or an inbound one of a system outside of Genesys',
	properties: [
		direction,
		// Not required: n8n would ask for it also when an expression makes the email an outbound one.
		{ ...provider, ...ofInbound },
		fromAddress,
		toAddress,
		subject,
		text('textBody', 'Text', 'The email as plain text, e.g. Your order is on its way', {
			typeOptions: { rows: 5 },
		}),
		queueOption,
		{ ...flowOption, ...ofInbound },
		createFields,
	],
	options: [bodyOption],
	check: namesWhatWasMade('id'),
	request: ({ direction: way, provider: system, textBody, options, ...values }) => {
		const body = bodyOf(
			{
				direction: way,
				provider: way === 'OUTBOUND' ? NATIVE : system,
				textBody,
				...routedFields(values),
			},
			options,
		);
		check(body);
		return { method: 'POST', path: path`/conversations/emails`, body };
	},
});

function check(body: IDataObject): void {
	checkRoute(body);
	if (body.direction === 'OUTBOUND') {
		const missing = [body.queueId ? '' : 'Queue', body.toAddress ? '' : 'To'].filter(Boolean);
		if (missing.length === 0) return;
		throw new UserError(`An outbound email needs ${missing.join(' and ')}`, {
			description: 'Genesys sends it on behalf of a queue, to the address of a customer.',
		});
	}
	checkProvider(body);
	if (body.queueId || body.flowId) return;
	throw new UserError('The inbound email has neither a queue nor a flow', {
		description: 'Choose Queue or Flow: Genesys needs to know who gets it.',
	});
}
