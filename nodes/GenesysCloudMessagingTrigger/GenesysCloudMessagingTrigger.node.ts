import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { n8nProperties } from '../shared/descriptions/n8nProperties';
import { orErrorItems } from '../shared/engine/output';
import { settingsOf } from '../shared/triggers/settings';
import { webhookDescription } from '../shared/triggers/webhook/description';
import { setUpByGenesys } from '../shared/triggers/webhook/lifecycle';
import { withoutRedeliveries } from '../shared/triggers/webhook/redeliveries';
import { testSecret, webhookCredential } from '../shared/triggers/webhook/secrets';
import { properties } from './properties';
import { receive } from './receive';

export class GenesysCloudMessagingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Cloud Messaging Trigger',
		name: 'genesysCloudMessagingTrigger',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['trigger'],
		// Above 1, n8n evaluates no expression to receive a delivery.
		version: 1.1,
		subtitle: '={{ $parameter["types"].join(", ") || "all types" }}',
		description:
			'Starts the workflow when an agent or bot in Genesys Cloud writes to a customer of an open messaging integration',
		defaults: { name: 'Genesys Cloud Messaging Trigger' },
		credentials: [{ name: 'genesysWebhookApi', required: true, testedBy: 'testSecret' }],
		...webhookDescription({
			path: 'cloud-messaging',
			caller: 'Genesys Cloud',
			header: 'Receive messages of agents from Genesys Cloud',
			thing: 'message',
			setUp: 'enter the Production URL in the open messaging integration of Genesys Cloud',
		}),
		properties: n8nProperties(properties),
	};

	methods = { credentialTest: { testSecret } };

	webhookMethods = setUpByGenesys(webhookCredential);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output = await orErrorItems(
			this,
			async (items) => await withoutRedeliveries(this, items, settingsOf(this, properties)),
		);
		return [output];
	}
}
