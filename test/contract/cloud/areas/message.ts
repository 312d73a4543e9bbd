import type { CloudArea } from '../cloudCase';

const file = {
	data: {
		fileName: 'a.pdf',
		mimeType: 'application/pdf',
		data: Buffer.from('pdf').toString('base64'),
	},
};

/** Of a message, which has one content only. */
const noTemplate = {
	bodyParameters: null,
	buttonUrlParameters: null,
	headerParameters: null,
	responseId: null,
};
const substitutions = [{ id: 'name', value: 'Kim' }];

const OTHER = '11111111-2222-4333-8444-555555555555';
const URI = '/api/v2/x';

/** message, messageMedia, social, fax, video, cobrowse, internalMessage, integration */
export const message: CloudArea = {
	coverage: {
		'cloud.post_messages': ['message.create'],
		'cloud.get_message': ['message.get'],
		'cloud.get_messages': ['message.getAll'],
		'cloud.patch_message': ['message.disconnect', 'message.merge', 'message.update'],
		'cloud.get_message_message': ['message.getMessage'],
		'cloud.get_message_details': ['message.getDetails'],
		'cloud.post_message_communication_messages': ['message.send'],
		'cloud.post_message_communication_typing': ['message.sendTyping'],
		'cloud.get_message_communication_messages_media': ['messageMedia.getAll'],
		'cloud.get_message_communication_messages_media_media_id': [
			'messageMedia.get',
			'messageMedia.upload',
		],
		'cloud.post_message_communication_messages_media_uploads': [
			'messageMedia.getUploadUrl',
			'messageMedia.upload',
		],
		'cloud.post_message_communication_socialmedia_messages': ['social.send'],
		'cloud.post_faxes': ['fax.send'],
		'cloud.post_videos_meetings': ['video.createMeeting'],
		'cloud.get_videos_meeting': ['video.getMeeting'],
		'cloud.get_cobrowsesession': ['cobrowse.get'],
		'cloud.get_cobrowsesessions': ['cobrowse.getAll'],
		'cloud.get_internalmessage': ['internalMessage.get'],
		'cloud.get_internalmessages': ['internalMessage.getAll'],
		'cloud.get_messaging_integrations': ['integration.getAll'],
	},
	beyond: [],
	specs: {
		'message.create': {
			runs: [
				{ toAddressMessengerType: 'open' },
				{ toAddressMessengerType: 'sms', toAddress: '+13175555555' },
				{ toAddressMessengerType: 'whatsapp', toAddress: '13175555555' },
			],
		},
		'message.merge': { runs: [{ conversationIds: '{conversation}' }] },
		'message.update': {
			runs: [{}, {}],
			byJson: {
				id: OTHER,
				address: 'a',
				divisions: [],
				endTime: '2026-11-21T09:30:00Z',
				participants: [],
				recentTransfers: [],
				securePause: true,
				selfUri: URI,
				startTime: '2026-11-21T09:30:00Z',
			},
		},
		'message.send': {
			runs: [
				{ mediaIds: null, additionalFields: noTemplate },
				{ textBody: '', additionalFields: noTemplate },
				{ textBody: '', mediaIds: null },
			],
			byJson: {
				textBody: '',
				messagingTemplate: {
					responseId: OTHER,
					parameters: substitutions,
					carouselParameters: { cardParameters: [] },
				},
			},
		},
		// By each status, also by those that no file has.
		'messageMedia.getAll': {
			runs: Array.from({ length: 3 }, () => ({ options: { fullAnswer: true } })),
		},
		'messageMedia.getUploadUrl': {
			runs: [{ fileName: 'a.pdf' }],
			byJson: { contentMd5: 'NrPvqBrmBL3NDaRCxlE0mQ==' },
		},
		'messageMedia.upload': {
			binary: [file],
			runs: [{ binaryPropertyName: 'data', options: { fileName: 'b.pdf' } }],
		},
		'social.send': { medium: 'message' },
		'fax.send': {
			binary: [file],
			runs: [
				{ additionalFields: { binaryPropertyName: 'data', documentId: null } },
				...Array.from({ length: 4 }, () => ({ additionalFields: { binaryPropertyName: '' } })),
			],
			byJson: {
				id: OTHER,
				selfUri: URI,
				workspace: { id: OTHER, name: 'Faxes' },
			},
		},
	},
};
