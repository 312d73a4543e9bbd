import { agentEmailTriggerCoverage } from './agentEmailTriggerCoverage';
import { cloudCoverage } from './cloud/cases';
import { exportCoverage } from './exportCoverage';

/**
 * Where each documented operation is implemented: `node.resource.operation`, `node` for a trigger, or `credential:name`
 * for what signs in. Several when the documented operation does several things, or has several users.
 */
export const implemented: Record<string, string[]> = {
	'securemail.list': ['genesysSecureEmail.secureEmail.getAll'],
	'securemail.send': ['genesysSecureEmail.secureEmail.send'],
	'securemail.count': ['genesysSecureEmail.secureEmail.count'],
	'securemail.get': [
		'genesysSecureEmail.secureEmail.get',
		'genesysSecureEmail.secureEmail.getAll',
		// By the address of an event, which can be that of a chat as well.
		'genesysSecureEmail.interaction.get',
	],
	'securemail.delete': [
		'genesysSecureEmail.secureEmail.delete',
		'genesysSecureEmail.secureEmail.markAsRead',
		'genesysSecureEmail.secureEmail.purge',
	],
	'securemail.userdata': ['genesysSecureEmail.secureEmail.getUserData'],

	'openmedia.create': ['genesysOpenMedia.workitem.create', 'genesysOpenMedia.workitem.upsert'],
	'openmedia.get': ['genesysOpenMedia.workitem.get', 'genesysOpenMedia.workitem.update'],
	'openmedia.get-by-external-id': [
		'genesysOpenMedia.workitem.get',
		'genesysOpenMedia.workitem.update',
		'genesysOpenMedia.workitem.upsert',
	],
	'openmedia.stop': ['genesysOpenMedia.workitem.stop'],
	'openmedia.stop-by-external-id': ['genesysOpenMedia.workitem.stop'],
	'openmedia.update': ['genesysOpenMedia.workitem.update'],
	'openmedia.update-by-external-id': [
		'genesysOpenMedia.workitem.update',
		'genesysOpenMedia.workitem.upsert',
	],

	'interactions-webhook.event': ['genesysInteractionsTrigger'],

	'auth.change-password': ['genesysAuthentication.user.changePassword'],
	'auth.jwt-userinfo': ['genesysAuthentication.user.getJwt'],
	'auth.oauth-authorize': ['credential:genesysOAuth2Api', 'credential:genesysTokenApi'],
	'auth.oauth-token': ['credential:genesysOAuth2Api', 'credential:genesysTokenApi'],
	'auth.openid-userinfo': ['genesysAuthentication.user.getOpenId'],
	'auth.ping': ['genesysAuthentication.session.ping'],
	'auth.sign-out-get': ['genesysAuthentication.session.signOut'],
	'auth.sign-out': ['genesysAuthentication.session.signOut'],
	'auth.userinfo': ['genesysAuthentication.user.get'],

	'statistics.get-statistic-ex': ['genesysStatistics.statistic.getAll'],
	'statistics.get-value': ['genesysStatistics.statistic.get'],
	'statistics.subscriptions.create': [
		'genesysStatistics.statistic.getDefined',
		'genesysStatistics.subscription.create',
		'genesysStatisticsTrigger',
	],
	'statistics.subscriptions.delete': [
		'genesysStatistics.statistic.getDefined',
		'genesysStatistics.subscription.delete',
		'genesysStatisticsTrigger',
	],
	'statistics.subscriptions.values': ['genesysStatistics.subscription.getValues'],
	'statistics.cometd.connect': ['genesysStatisticsTrigger'],
	'statistics.cometd.disconnect': ['genesysStatisticsTrigger'],
	'statistics.cometd.handshake': ['genesysStatisticsTrigger'],
	'statistics.cometd.subscribe': ['genesysStatisticsTrigger'],
	'statistics.channel.service': ['genesysStatisticsTrigger'],
	'statistics.channel.updates': ['genesysStatisticsTrigger'],

	'messaging.media.upload': [
		'genesysMessaging.media.upload',
		'genesysMessaging.message.sendRichMedia',
		'genesysMessaging.message.sendEmail',
		'genesysMessaging.message.reply',
	],
	'messaging.media.download': ['genesysMessaging.media.download'],
	'messaging.media.delete': ['genesysMessaging.media.delete'],
	'messaging.messages.send': ['genesysMessaging.message.sendCustom'],
	'messaging.messages.text': [
		'genesysMessaging.message.sendText',
		'genesysMessaging.message.reply',
	],
	'messaging.messages.receipt': ['genesysMessaging.message.sendReceipt', 'genesysMessagingTrigger'],
	'messaging.messages.richmedia': [
		'genesysMessaging.message.sendRichMedia',
		'genesysMessaging.message.reply',
	],
	'messaging.messages.email': [
		'genesysMessaging.message.sendEmail',
		'genesysMessaging.message.reply',
	],
	'messaging-webhook.message': ['genesysMessagingTrigger'],

	...agentEmailTriggerCoverage,
	...exportCoverage,
	...cloudCoverage,
};

/**
 * What is not implemented, and why. A key is the id of one operation, or of a system when that holds for all of its
 * operations: take the system apart when the first of them is implemented.
 */
export const notImplemented: Record<string, string> = {
	'statistics.cometd.endpoint': 'the trigger posts to the endpoint of each kind of message instead',
	'statistics.cometd.unsubscribe': 'the trigger disconnects, which ends its subscriptions too',
	'webservices-email': 'planned: nodes genesysAgentEmail and genesysAgentEmailTrigger',
};

/** Systems of which nothing may be left out. */
export const complete = [
	'securemail',
	'openmedia',
	'interactions-webhook',
	'auth',
	'udm10',
	'udm4',
	'udm3',
	'cdds',
	'messaging',
	'messaging-webhook',
	'genesys-cloud',
];
