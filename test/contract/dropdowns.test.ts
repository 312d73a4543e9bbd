import type { INodeProperties } from 'n8n-workflow';
import { builtNodes, optionsOf, viewsOf, withChildren } from './helpers/descriptions';
import { enumOf } from './helpers/operations';

/** Fields whose values are Genesys's: node and path of the field, documented operation and parameter. */
const DOCUMENTED: Array<[field: string, operation: string, parameter: string]> = [
	['genesysSecureEmail.secureEmail.getAll: status', 'securemail.list', 'status'],
	['genesysSecureEmail.secureEmail.count: status', 'securemail.count', 'status'],
	...[
		['email.create: direction', 'post_emails', 'direction'],
		['email.reply: additionalFields.draftType', 'post_email_messages', 'draftType'],
		['email.update: updateFields.recordingState', 'patch_email', 'recordingState'],
		['emailDraft.reset: additionalFields.draftType', 'patch_email_messages_draft', 'draftType'],
		['emailDraft.update: additionalFields.draftType', 'put_email_messages_draft', 'draftType'],
	].map(([field, request, parameter]): [string, string, string] => [
		`genesysCloudConversations.${field}`,
		`cloud.${request}`,
		parameter,
	]),
	['genesysInteractionsTrigger: events', 'interactions-webhook.event', 'data.entities[].event'],
	[
		'genesysInteractionsTrigger: filters.mediaTypes',
		'interactions-webhook.event',
		'data.entities[].entity.mediaType',
	],
	[
		'genesysInteractionsTrigger: filters.interactionSubtypes',
		'interactions-webhook.event',
		'data.entities[].entity.interactionSubtype',
	],
	...[
		['create', 'jobType', 'create'],
		['createAndWait', 'jobType', 'create'],
		['clone', 'changedFields.jobType', 'create'],
		['update', 'updateFields.jobType', 'update'],
	].map(([name, field, request]): [string, string, string] => [
		`genesysUserDataManagement.exportJob.${name}: ${field}`,
		`udm10.jobs.${request}`,
		'type',
	]),
	['genesysMessagingTrigger: filters.channelTypes', 'messaging-webhook.message', 'channel.type'],
	['genesysMessagingTrigger: filters.messageTypes', 'messaging-webhook.message', 'type'],
	[
		'genesysMessaging.message.sendReceipt: status',
		'messaging.messages.receipt',
		'messages[].status',
	],
	[
		'genesysMessaging.message.sendReceipt: reasonCode',
		'messaging.messages.receipt',
		'messages[].reasons[].code',
	],
	...[
		['openMessaging.sendEvent: fromIdType', 'inbound_open_event', 'channel.from.idType'],
		['openMessaging.sendMessage: fromIdType', 'inbound_open_message', 'channel.from.idType'],
		[
			'openMessaging.sendMessage: attachments.mediaType',
			'inbound_open_message',
			'content[].attachment.mediaType',
		],
		['openMessaging.sendReceipt: status', 'inbound_open_receipt', 'status'],
		['openMessaging.sendReceipt: reasonCode', 'inbound_open_receipt', 'reasons[].code'],
		[
			'openMessaging.sendResponse: fromIdType',
			'inbound_open_structured_response',
			'channel.from.idType',
		],
		[
			'openMessaging.sendResponse: buttonType',
			'inbound_open_structured_response',
			'buttonResponse.type',
		],
	].map(([field, request, parameter]): [string, string, string] => [
		`genesysCloudConversations.${field}`,
		`cloud.post_message_${request}`,
		parameter,
	]),
	...['email', 'message'].flatMap((medium) => {
		const suffix = medium === 'email' ? 'Email' : 'Message';
		const own: Array<[string, string, string]> = [
			[`transfer${suffix}: transferType`, `post_${medium}_participant_replace`, 'transferType'],
			[`update${suffix}: updateFields.state`, `patch_${medium}_participant`, 'state'],
			[`updateCommunication${suffix}: state`, `patch_${medium}_participant_communication`, 'state'],
		];
		return own.map(([field, operation, parameter]): [string, string, string] => [
			`genesysCloudConversations.participant.${field}`,
			`cloud.${operation}`,
			parameter,
		]);
	}),
	[
		'genesysCloudConversations.agentless.sendMessage: toAddressMessengerType',
		'cloud.post_messages_agentless',
		'toAddressMessengerType',
	],
	[
		'genesysStatistics.subscription.create: options.verbose',
		'statistics.subscriptions.create',
		'verbose',
	],
	[
		'genesysStatistics.subscription.getValues: options.verbose',
		'statistics.subscriptions.values',
		'verbose',
	],
	...[
		['fax.send: additionalFields.contentType', 'post_faxes', 'contentType'],
		['integration.getAll: options.expand', 'get_messaging_integrations', 'expand'],
		['message.create: toAddressMessengerType', 'post_messages', 'toAddressMessengerType'],
		['message.update: updateFields.recordingState', 'patch_message', 'recordingState'],
		['messageMedia.getAll: filters.status', 'get_message_communication_messages_media', 'status'],
	].map(([field, operation, parameter]): [string, string, string] => [
		`genesysCloudConversations.${field}`,
		`cloud.${operation}`,
		parameter,
	]),
];

/** Fields whose values are this package's own. */
const OWN = [
	'resource',
	'operation',
	'dataMode',
	'output',
	'authentication',
	'responseMode',
	'statisticsMode',
	'statistics.source',
	'method',
	'api',
	...['timeFrame', 'changedFields.timeFrame', 'updateFields.timeFrame'],
	...['schedule', 'changedFields.schedule', 'updateFields.schedule'],
	...['period', 'filters.period'],
	'emailType',
	'propertyAction',
	'options.propertyAction',
	'genesysExportTrigger: events',
	'genesysAgentEmail.interaction.replyAndSend: replyTo',
	// Park and resume are two of the documented states; Genesys takes no other.
	...['parkEmail: parkingState', 'transferEmail: transferTo', 'transferMessage: transferTo'].map(
		(field) => `genesysCloudConversations.participant.${field}`,
	),
	// Of calls that the inventory does not have.
	...[
		...['conversationState', 'direction', 'mediaTypes'].map(
			(name) => `conversation.search: filters.${name}`,
		),
		'conversation.search: options.order',
		...['memberBy', 'routingStatus'].map((name) => `directory.getQueueMembers: filters.${name}`),
		'directory.getUsers: filters.state',
		...['groupBy', 'options.granularity'].map((name) => `oAuthClient.getUsage: ${name}`),
	].map((field) => `genesysCloudConversations.${field}`),
	// Genesys documents one state and one subtype, and says in words what else there is.
	...['getAll: filters.states', 'getAll: filters.subtypes', 'transfer: transferTo'].map(
		(field) => `genesysAgentEmail.interaction.${field}`,
	),
	...['states', 'subtypes'].map((field) => `genesysAgentEmailTrigger: filters.${field}`),
	// Of the public description, which has more than an open messaging integration sends.
	'genesysCloudMessagingTrigger: types',
	'genesysCloudMessagingTrigger: filters.originatingEntities',
];

/** All selects of the built nodes, with node and path; several of one path when they are shown at different times. */
const selects: Array<[field: string, property: INodeProperties]> = [];

beforeAll(async () => {
	for (const { description } of await builtNodes()) {
		for (const { name, properties } of viewsOf(description)) {
			const place = name ? `${description.name}.${name}` : description.name;
			for (const { path, property } of properties.flatMap((field) => withChildren(field))) {
				if (optionsOf(property).length > 0) selects.push([`${place}: ${path}`, property]);
			}
		}
	}
});

test.each(DOCUMENTED)('%s has the values of %s %s', (field, operation, parameter) => {
	const found = selects.filter(([name]) => name === field);
	// What is '' is not sent.
	const values = found.map(([, property]) => optionsOf(property).filter((value) => value !== ''));
	expect(values.map((all) => all.sort())).toEqual([
		enumOf(operation, parameter).map(String).sort(),
	]);
});

test('a default is one of the values', () => {
	const wrong = selects.filter(([, property]) => {
		const values = optionsOf(property);
		return ![property.default].flat().every((value) => values.includes(String(value)));
	});
	expect(wrong.map(([field]) => field)).toEqual([]);
});

test('the three ways to remove a secure email are operations of their own', async () => {
	const operationOf = { read: 'markAsRead', delete: 'delete', purge: 'purge' };
	expect(Object.keys(operationOf).sort()).toEqual(
		[...enumOf('securemail.delete', 'remove')].sort(),
	);
	const node = (await builtNodes()).find(
		({ description }) => description.name === 'genesysSecureEmail',
	);
	const operations = viewsOf(node!.description).map(({ operation }) => operation);
	expect(operations).toEqual(expect.arrayContaining(Object.values(operationOf)));
});

test('every other select is known to have values of our own', () => {
	const documented = DOCUMENTED.map(([field]) => field);
	const unknown = selects
		.map(([field]) => field)
		.filter((field) => !documented.includes(field))
		.filter((field) => !OWN.includes(field) && !OWN.includes(field.split(': ')[1]));
	expect(unknown).toEqual([]);
});
