/**
 * Where each documented operation is implemented: `node.resource.operation`, or `node` for a trigger. Several when the
 * documented operation does several things.
 */
export const implemented: Record<string, string[]> = {
	'securemail.list': ['genesysSecureEmail.secureEmail.getAll'],
	'securemail.send': ['genesysSecureEmail.secureEmail.send'],
	'securemail.count': ['genesysSecureEmail.secureEmail.count'],
	'securemail.get': ['genesysSecureEmail.secureEmail.get'],
	'securemail.delete': [
		'genesysSecureEmail.secureEmail.delete',
		'genesysSecureEmail.secureEmail.markAsRead',
		'genesysSecureEmail.secureEmail.purge',
	],
	'securemail.userdata': ['genesysSecureEmail.secureEmail.getUserData'],

	'openmedia.create': ['genesysOpenMedia.workitem.create', 'genesysOpenMedia.workitem.upsert'],
	'openmedia.get': ['genesysOpenMedia.workitem.get'],
	'openmedia.get-by-external-id': ['genesysOpenMedia.workitem.get'],
	'openmedia.stop': ['genesysOpenMedia.workitem.stop'],
	'openmedia.stop-by-external-id': ['genesysOpenMedia.workitem.stop'],
	'openmedia.update': ['genesysOpenMedia.workitem.update'],
	'openmedia.update-by-external-id': [
		'genesysOpenMedia.workitem.update',
		'genesysOpenMedia.workitem.upsert',
	],

	'interactions-webhook.event': ['genesysInteractionsTrigger'],
};

/**
 * What is not implemented, and why. A key is the id of one operation, or of a system when that holds for all of its
 * operations: take the system apart when the first of them is implemented.
 */
export const notImplemented: Record<string, string> = {
	auth: 'planned: node genesysAuthentication, credentials genesysOAuth2Api and genesysTokenApi',
	cdds: 'planned: node genesysUserDataManagement, as a deprecated API of it',
	udm10: 'planned: nodes genesysUserDataManagement and genesysExportTrigger',
	udm4: 'planned: node genesysUserDataManagement, as a deprecated API of it',
	udm3: 'planned: node genesysUserDataManagement, as a deprecated API of it',
	statistics: 'planned: nodes genesysStatistics and genesysStatisticsTrigger',
	messaging: 'planned: node genesysMessaging',
	'messaging-webhook': 'planned: node genesysMessagingTrigger',
	'webservices-email': 'planned: nodes genesysAgentEmail and genesysAgentEmailTrigger',
	'genesys-cloud': 'planned: node genesysCloudConversations',
};

/** Systems of which nothing may be left out. */
export const complete = ['securemail', 'openmedia', 'interactions-webhook'];
