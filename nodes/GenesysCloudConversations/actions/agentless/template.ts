import type { IDataObject } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import { defineProperty, type ValueOf } from '../../../shared/descriptions/property';
import { compact } from '../../../shared/transport/body';

/** A template is shown where a message can be made of one. */
const shown = { displayOptions: { show: { toAddressMessengerType: ['open', 'whatsapp'] } } };

export const templateId = text(
	'templateId',
	'Template Response ID',
	'ID of the canned response with the messaging template. WhatsApp takes nothing else at the beginning of a conversation.',
	{ placeholder: 'e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca', ...shown },
);

const values = [
	text('id', 'Name', 'Name of the placeholder in the template', { placeholder: 'e.g. 1' }),
	text('value', 'Value', 'What stands in its place', { placeholder: 'e.g. Kim' }),
] as const;

export const templateParameters = defineProperty({
	displayName: 'Template Parameters',
	name: 'templateParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Parameter',
	default: {},
	description: 'What stands in place of the placeholders of the template',
	options: [
		{ displayName: 'Body', name: 'bodyParameters', values },
		{ displayName: 'Button URL', name: 'buttonUrlParameters', values },
		{ displayName: 'Header', name: 'headerParameters', values },
	],
	...shown,
});

interface Template {
	templateId: string;
	templateParameters: ValueOf<typeof templateParameters>;
}

/** The `messagingTemplate` of a message; undefined when there is none. */
export function templateOf({
	templateId: responseId,
	templateParameters: parameters,
}: Template): IDataObject | undefined {
	return responseId === '' ? undefined : compact({ responseId, ...parameters });
}
