import type { IDataObject } from 'n8n-workflow';
import type { CloudArea } from '../cloudCase';

const REASONS = [
	...['MessageExpired', 'RateLimited', 'MessageNotAllowed', 'GeneralError', 'UnsupportedMessage'],
	...['UnknownMessage', 'InvalidMessageStructure', 'InvalidDestination', 'ServerError'],
	...['MediaTypeNotAllowed', 'InvalidMediaContentLength', 'RecipientOptedOut', 'DataFiltered'],
];

const client = { caller: 'client' } as const;
const time = '2026-11-21T09:30:00Z';
const attachment = { url: 'https://example.com/a', mime: 'image/png', id: 'a', sha256: 'ab' };
const attached = { ...attachment, text: 'A text', filename: 'a.png' };

/** What Genesys documents of the channel, and says itself or for some integrations only. */
const channel = (party: string, who: IDataObject, more: IDataObject = {}) => ({
	[party]: {
		id: 'customer-1',
		...{ nickname: 'Kim', firstName: 'Kim', lastName: 'Doe', email: 'kim@example.com' },
		image: 'https://example.com/kim.png',
		...who,
	},
	time,
	...more,
});
const ofSubTypes = ['None', 'GoogleBusinessProfile', 'RoadsideAssistance', 'YouTube'].map(
	(subType) => ({ channel: channel('from', { idType: 'Opaque' }, { metadata: { subType } }) }),
);
const parameter = [{ id: '1', value: 'Kim' }];

/** openMessaging, agentless */
export const openMessaging: CloudArea = {
	coverage: {
		'cloud.post_emails_agentless': ['agentless.sendEmail'],
		'cloud.post_message_inbound_open_event': ['openMessaging.sendEvent'],
		'cloud.post_message_inbound_open_message': ['openMessaging.sendMessage'],
		'cloud.post_message_inbound_open_receipt': ['openMessaging.sendReceipt'],
		'cloud.post_message_inbound_open_structured_response': ['openMessaging.sendResponse'],
		'cloud.post_messages_agentless': ['agentless.sendMessage'],
	},
	beyond: [],
	specs: {
		'openMessaging.sendEvent': client,
		'openMessaging.sendMessage': {
			...client,
			runs: ['Image', 'Video', 'Audio', 'File', 'Link'].map((mediaType) => ({
				attachments: { entries: [{ ...attached, mediaType }] },
				additionalFields: { metadata: '{"order":"4711"}' },
			})),
			byJson: ofSubTypes,
		},
		'openMessaging.sendReceipt': {
			...client,
			runs: [
				...REASONS.map((reasonCode) => ({ status: 'Failed', reasonCode })),
				...['Sent', 'Delivered', 'Published', 'Removed'].map((status) => ({ status })),
			].map((own) => ({ ...own, messageId: '{sent}' })),
			byJson: ['Opaque', 'Email', 'Phone'].map((idType) => ({
				channel: channel('to', { idType }),
			})),
		},
		'openMessaging.sendResponse': {
			...client,
			runs: [{ originatingMessageId: '{message}' }],
			byJson: ofSubTypes,
		},
		'agentless.sendEmail': {
			...client,
			runs: [{ fromEmail: 'service@example.com', toEmail: 'kim@example.com' }],
		},
		'agentless.sendMessage': {
			...client,
			runs: [
				{
					toAddressMessengerType: 'sms',
					fromAddress: '+13175550100',
					toAddress: '+13175555555',
				},
				{ toAddressMessengerType: 'whatsapp', toAddress: '13175555555' },
				{ toAddressMessengerType: 'open', toAddress: 'customer-1' },
			],
			byJson: {
				messagingTemplate: {
					responseId: 'r',
					parameters: parameter,
					carouselParameters: { cardParameters: [{ index: 0, bodyParameters: parameter }] },
				},
			},
		},
	},
};
