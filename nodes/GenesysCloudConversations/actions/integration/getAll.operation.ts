import { filters, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { byPageNumber } from '../../../shared/transport/paginate';
import { UUID } from '../../ids';

const narrowed = filters([
	text(
		'messagingSettingId',
		'Messaging Setting ID',
		'ID of the messaging setting that the integrations have',
		UUID,
	),
	text(
		'supportedContentId',
		'Supported Content ID',
		'ID of the supported content profile that the integrations have',
		UUID,
	),
]);

const expandOption = defineProperty({
	displayName: 'Expand',
	name: 'expand',
	type: 'multiOptions',
	options: [
		{ name: 'Identity Resolution', value: 'identityresolution' },
		{ name: 'Messaging Setting', value: 'messagingSetting' },
		{ name: 'Supported Content', value: 'supportedContent' },
	],
	default: [],
	description: 'What is added to each integration in full',
});

/** `GET /conversations/messaging/integrations` */
export const getAll = defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many messaging integrations of organization with ID and state of each',
	description:
		'Retrieve the messaging channels of the organization (SMS, open, WhatsApp, web and others) with their IDs and states',
	properties: [narrowed],
	options: [expandOption],
	paginate: byPageNumber,
	simplify: [
		...['id', 'name', 'messengerType', 'status', 'recipient'],
		...['supportedContent', 'messagingSetting', 'identityResolution'],
	],
	request: ({ filters: { messagingSettingId, supportedContentId }, options: { expand } }) => ({
		method: 'GET',
		path: '/conversations/messaging/integrations',
		query: {
			expand,
			'supportedContent.id': supportedContentId,
			'messagingSetting.id': messagingSettingId,
		},
	}),
});
