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

export class GenesysInteractionsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Interactions Trigger',
		name: 'genesysInteractionsTrigger',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['trigger'],
		// Above 1, n8n evaluates no expression to receive a delivery.
		version: 1.1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when a chat or secure email starts or finishes in Genesys',
		defaults: { name: 'Genesys Interactions Trigger' },
		credentials: [{ name: 'genesysWebhookApi', required: true, testedBy: 'testSecret' }],
		...webhookDescription({
			path: 'interactions',
			caller: 'Genesys',
			header: 'Receive interaction events from Genesys',
			thing: 'event',
			setUp: 'give the Production URL to your Genesys representative',
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
