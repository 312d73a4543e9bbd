import type { INodeParameters } from 'n8n-workflow';
import { authenticationCases, statisticsCases } from './authAndStatisticsCases';
import { exportCases } from './exportCases';
import { messagingCases } from './messagingCases';
import {
	authenticated,
	fullAnswer,
	locator,
	requestOptions,
	type Prepared,
	type WireCase,
} from './wireCase';

const openMediaService = 'workitems';
const receivedAt = '2026-11-21T09:30:00';
const entries = (values: Record<string, string>) => ({
	entries: Object.entries(values).map(([key, value]) => ({ key, value })),
});

/** Ignored by "Map Automatically", which takes all other fields. */
const inputsToIgnore = 'secret, internal';
const item = { subject: 'Broken lamp', priority: 3, parts: ['a', 'b'], secret: 's' };

/** Every run, once with each kind of credential that its API accepts. */
export function wireCases(prepared: Prepared): WireCase[] {
	const all = ['apiKey', 'oAuth2', 'token'];
	return [
		...authenticated(all, [...secureEmailCases(prepared), ...openMediaCases(prepared)]),
		...authenticationCases(),
		...authenticated(all, statisticsCases(prepared)),
		...exportCases(prepared),
		...messagingCases(prepared),
	];
}

function secureEmailCases({ secureMailId, selfUri }: Prepared): WireCase[] {
	const address = 'consumer@example.com';
	const options = { ...requestOptions, securebox: 'billing' };
	const run = (operation: string, parameters: INodeParameters, more: Partial<WireCase> = {}) => ({
		operation: `genesysSecureEmail.secureEmail.${operation}`,
		parameters: { options: requestOptions, ...parameters },
		...more,
	});
	const listed = ['all', 'read', 'unread'].flatMap((status) => [
		run('count', { address, status, options: { ...options, fullAnswer: status === 'all' } }),
		run(
			'getAll',
			{
				address,
				status,
				returnAll: status === 'all',
				limit: 7,
				options: { ...options, fullAnswer: status === 'unread' },
			},
			{ empty: status === 'read' },
		),
	]);
	const attachmentForm = {
		entries: {
			contentKey: 'bytes',
			contentTypeKey: 'type',
			listField: 'files',
			nameKey: 'title',
		},
	};
	const contentOptions = {
		attachmentForm,
		attachmentPrefix: 'file_',
		downloadAttachments: true,
		markAsRead: true,
	};
	const file = (data: string) => ({ mimeType: 'text/plain', fileName: 'a.txt', data });
	const binary = [{ data: file('YQ=='), more: file('Yg==') }];
	const byId = locator('id', secureMailId);
	const fromList = locator('list', secureMailId);
	const byUrl = locator('url', selfUri);
	const sendOptions = { ...options, operationId: 'sending-1' };
	return [
		...listed,
		run(
			'getAll',
			{
				address,
				status: 'all',
				includeContent: true,
				options: { ...options, ...contentOptions },
			},
			{ statuses: [200, 200] },
		),
		run('get', { secureMailId: byId }, { omits: ['query read'] }),
		run('get', {
			secureMailId: fromList,
			options: { ...fullAnswer, ...contentOptions, securebox: 'billing' },
		}),
		...['getUserData', 'markAsRead', 'delete', 'purge'].flatMap((operation) => [
			run(operation, { secureMailId: byId, options: { ...requestOptions, securebox: 'billing' } }),
			run(operation, { secureMailId: fromList, options: fullAnswer }),
			run(operation, { secureMailId: byUrl }),
		]),
		run('get', { secureMailId: byUrl }, { omits: ['query read'] }),
		...[requestOptions, fullAnswer].map((sent) => ({
			operation: 'genesysSecureEmail.interaction.get',
			parameters: { selfUri, options: sent },
			omits: ['query read'],
		})),
		run(
			'send',
			{
				dataMode: 'defineBelow',
				data: entries({ address }),
				binaryPropertyNames: 'data, more',
				options: { ...sendOptions, attachmentForm },
			},
			{ binary },
		),
		run('send', {
			dataMode: 'json',
			dataJson: JSON.stringify({ address }),
			options: { ...sendOptions, fullAnswer: true },
		}),
		run(
			'send',
			{ dataMode: 'autoMapInputData', inputsToIgnore, options: sendOptions },
			{ items: [{ ...item, address }] },
		),
	];
}

function openMediaCases({ interactionId, externalId }: Prepared): WireCase[] {
	const run = (operation: string, parameters: INodeParameters, more: Partial<WireCase> = {}) => ({
		operation: `genesysOpenMedia.workitem.${operation}`,
		parameters: { openMediaService, options: requestOptions, ...parameters },
		...more,
	});
	const additionalFields = { parentInteractionId: '00027aCTTJ7A0001', receivedAt };
	const named = [
		{ workitem: locator('externalId', externalId), options: requestOptions },
		{ workitem: locator('id', interactionId), options: fullAnswer },
	];
	// The workitem has a subject already, and a queue and a priority to delete.
	const added = { omits: ['body data.changedProperties', 'body data.deletedProperties'] };
	const changed = { omits: ['body data.addedProperties', 'body data.deletedProperties'] };
	const modes: Array<[INodeParameters, Partial<WireCase>]> = [
		[{ dataMode: 'defineBelow', data: entries({ subject: 'Lamp' }) }, {}],
		[{ dataMode: 'json', dataJson: '{"subject":"Lamp"}', options: fullAnswer }, {}],
		[{ dataMode: 'autoMapInputData', inputsToIgnore }, { items: [item] }],
	];
	const updates: Array<[INodeParameters, Partial<WireCase>]> = [
		[
			{
				dataMode: 'defineBelow',
				addedOrChangedProperties: entries({ subject: 'Lamp', title: 'Lamp' }),
				deletedProperties: 'queue',
			},
			{ statuses: [200, 200] },
		],
		[
			{
				dataMode: 'defineBelow',
				changedProperties: entries({ subject: 'Lamp' }),
				addedProperties: entries({ owner: 'Kim' }),
				deletedProperties: 'queue, priority',
			},
			{},
		],
		[
			{
				dataMode: 'json',
				dataJson: JSON.stringify({
					changedProperties: { a: 1 },
					addedProperties: { b: 2 },
					deletedProperties: ['c'],
				}),
			},
			{},
		],
		[
			{
				dataMode: 'autoMapInputData',
				inputsToIgnore: 'priority',
				propertyAction: 'addedOrChangedProperties',
				deletedProperties: 'queue',
			},
			{ items: [item], statuses: [200, 200] },
		],
		[
			{ dataMode: 'autoMapInputData', inputsToIgnore, propertyAction: 'addedProperties' },
			{ items: [item], ...added },
		],
		[
			{ dataMode: 'autoMapInputData', inputsToIgnore, propertyAction: 'changedProperties' },
			{ items: [item], ...changed },
		],
	];
	const upsertOptions: Array<[INodeParameters, Partial<WireCase>]> = [
		[
			{ propertyAction: 'addedOrChangedProperties', deletedProperties: 'queue' },
			{ statuses: [409, 200, 200], omits: ['body data.addedProperties'] },
		],
		[{ propertyAction: 'addedProperties' }, { statuses: [409, 200], ...added }],
		[{ propertyAction: 'changedProperties' }, { statuses: [409, 200], ...changed }],
	];
	return [
		...modes.flatMap(([parameters, more], index) => [
			run(
				'create',
				{
					...parameters,
					additionalFields: { ...additionalFields, externalId: `created-${index}` },
				},
				more,
			),
			run('upsert', { ...parameters, externalId: `upserted-${index}`, additionalFields }, more),
		]),
		...upsertOptions.map(([options, more]) =>
			run(
				'upsert',
				{
					...modes[0][0],
					externalId,
					additionalFields,
					options: { ...requestOptions, ...options },
				},
				more,
			),
		),
		...named.flatMap((workitem) => [
			run('get', workitem),
			...updates.map(([parameters, more]) => run('update', { ...workitem, ...parameters }, more)),
			run('stop', {
				...workitem,
				options: {
					...workitem.options,
					reasonSystemName: 'Closed',
					reasonDescription: 'Case closed in Salesforce',
				},
			}),
		]),
	];
}
