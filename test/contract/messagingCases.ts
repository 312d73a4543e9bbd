import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';
import { fullAnswer, locator, requestOptions, type Prepared, type WireCase } from './wireCase';

/** The channels of the ways of `channels`, named by Channel ID as well. */
const WAYS = { channel: 'sms-channel', channelWithKey: 'email-channel' };

const parties = { fromId: '+15551230001', toId: '+15559990000' };
const sendOptions = { ...requestOptions, batchSize: 1, traceId: 'trace of the run' };
const ownId = { ...sendOptions, messageId: 'own-1' };
const CODES = [305, 310, 350, 500, 510, 512, 520, 530];

/** Not a text, and with what could end a part of a form, so that it must arrive byte for byte. */
export const PICTURE = Buffer.from([0x89, 0x50, 0x0d, 0x0a, 0x2d, 0x2d, 0x00, 0xff, 0xc3, 0x28]);
export const picture = (field: string): IBinaryKeyData => ({
	[field]: {
		data: PICTURE.toString('base64'),
		fileName: 'müller "1".png',
		mimeType: 'image/png',
	},
});

/** Runs of Messaging, without and with an API key, which the documents show in samples only. */
export function messagingCases({ media }: Pick<Prepared, 'media'>): WireCase[] {
	return Object.entries(WAYS).flatMap(([way, channelId]) =>
		[
			...messages(),
			...replies(channelId),
			...receipts(),
			...custom(),
			...mediaFiles(String(media[way])),
		].map(({ parameters, ...wireCase }) => ({
			...wireCase,
			way,
			parameters: { ...parameters, options: { ...(parameters.options as object), channelId } },
		})),
	);
}

const run = (operation: string, parameters: INodeParameters, more: Partial<WireCase> = {}) => ({
	operation: `genesysMessaging.${operation}`,
	parameters: { options: requestOptions, ...parameters },
	...more,
});

function messages(): WireCase[] {
	const email = (parameters: INodeParameters, more: Partial<WireCase> = {}) =>
		run(
			'message.sendEmail',
			{
				fromId: 'Ann <consumer@example.com>',
				toId: 'Support <support@example.com>',
				subject: 'Broken lamp',
				emailType: 'both',
				text: 'It is broken. 💡',
				html: '<p>It is <b>broken</b>.</p>',
				options: { ...ownId, replyTo: 'Ann Smith <ann@example.com>' },
				...parameters,
			},
			more,
		);
	const richMedia = (parameters: INodeParameters, more: Partial<WireCase> = {}) =>
		run('message.sendRichMedia', { ...parties, text: 'Look', options: ownId, ...parameters }, more);
	const withPicture = { binary: [picture('picture')], statuses: [200, 200] };
	return [
		run('message.sendText', { ...parties, text: 'Grüße\r\n"😀" \\/', options: ownId }),
		run(
			'message.sendText',
			{ ...parties, text: '={{ $json.text }}', options: { ...ownId, batchSize: 3 } },
			{ items: [{ text: 'a' }, { text: 'b' }, { text: 'c' }], statuses: [200] },
		),
		...['both', 'html', 'text'].map((emailType) => email({ emailType })),
		email({ toId: 'support@example.com, sales@example.com' }),
		email({ options: { ...ownId, attachments: 'picture' } }, withPicture),
		richMedia({ binaryPropertyNames: 'picture' }, withPicture),
		richMedia(
			{
				binaryPropertyNames: 'picture',
				contentJson: '[{"type":"card","title":"Lamp","image":"$file0"}]',
			},
			withPicture,
		),
		richMedia({ binaryPropertyNames: '', contentJson: '[{"type":"card","title":"Lamp"}]' }),
	];
}

/** To an SMS and to an email, of a channel that the credential of the run is for. */
function replies(channelId: string): WireCase[] {
	const from = { id: 'no-reply@example.com', name: 'Support' };
	const to = [
		{ id: 'ann@example.com', name: 'Ann' },
		{ id: 'bob@example.com', name: 'Bob' },
	];
	const text = { type: 'Text', channelId, from: { id: '1' }, to: [{ id: '2' }], messageId: 'm-1' };
	const email = { type: 'Email', channelId, from, to, subject: 'Lamp', messageId: 'm-2' };
	return [
		run('message.reply', { text: 'Yes 💡', options: ownId }, { items: [text] }),
		run(
			'message.reply',
			{ text: 'Look', options: { ...ownId, attachments: 'picture' } },
			{ items: [text], binary: [picture('picture')], statuses: [200, 200] },
		),
		run(
			'message.reply',
			{
				message: '={{ $json.message }}',
				text: 'Yes',
				options: {
					...ownId,
					fromId: 'bob@example.com',
					html: '<p>Yes</p>',
					subject: 'My lamp',
				},
			},
			{ items: [{ message: email }] },
		),
	];
}

const REASONS = [
	'body messages[].reasons',
	'body messages[].reasons[].code',
	'body messages[].reasons[].message',
];

function receipts(): WireCase[] {
	const about = { ...parties, messageId: 'm-1', options: sendOptions };
	return [
		...['Delivered', 'Removed'].map((status) =>
			run('message.sendReceipt', { ...about, status }, { omits: REASONS }),
		),
		run('message.sendReceipt', { ...about, status: 'Failed', reasonCode: '' }, { omits: REASONS }),
		...CODES.map((reasonCode) =>
			run('message.sendReceipt', {
				...about,
				status: 'Failed',
				reasonCode,
				reasonMessage: 'no such number',
			}),
		),
	];
}

/** One request with messages of all types. */
function custom(): WireCase[] {
	const channel = { from: { id: 'a@example.com' }, to: { id: 'b@example.com' } };
	const items = [
		{ message: { channel, type: 'Text', text: 'Hello' } },
		{
			message: {
				channel: { ...channel, messageId: 'm-1' },
				type: 'Receipt',
				status: 'Failed',
				reasons: [{ code: 500 }],
			},
		},
		{ message: { channel, type: 'RichMedia', text: 'Look', content: [{ type: 'card' }] } },
		{
			message: {
				channel: { ...channel, to: [channel.to] },
				type: 'Email',
				content: [{ type: 'text', text: 'Hello' }],
			},
		},
	];
	const messageJson = '={{ $json.message }}';
	const options = { ...sendOptions, batchSize: items.length };
	return [run('message.sendCustom', { messageJson, options }, { items, statuses: [200] })];
}

function mediaFiles(id: string): WireCase[] {
	const url = `genesys://nexus/${id}`;
	const named = (fileName: string) => ({ ...requestOptions, fileName });
	return [
		...[fullAnswer, named('other.png')].map((options) =>
			run(
				'media.upload',
				{ binaryPropertyName: 'picture', options },
				{ binary: [picture('picture')] },
			),
		),
		...[requestOptions, named('other.txt')].map((options) =>
			run('media.download', { mediaId: locator('id', id), outputField: 'file', options }),
		),
		run('media.download', { mediaId: locator('url', url), outputField: 'file' }),
		run('media.delete', { mediaId: locator('id', id) }),
		run('media.delete', { mediaId: locator('url', url), options: fullAnswer }),
	];
}
