import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { messaging } from '../shared/apis/messaging';
import { credentialsOf } from '../shared/descriptions/common';
import { n8nProperties } from '../shared/descriptions/n8nProperties';
import { orErrorItems } from '../shared/engine/output';
import { settingsOf } from '../shared/triggers/settings';
import { webhookDescription } from '../shared/triggers/webhook/description';
import { setUpByGenesys } from '../shared/triggers/webhook/lifecycle';
import { withoutRedeliveries } from '../shared/triggers/webhook/redeliveries';
import { channelCredential } from '../shared/triggers/webhook/secrets';
import { properties } from './properties';
import { sendReceipts } from './receipts';
import { receive } from './receive';

export class GenesysMessagingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Messaging Trigger',
		name: 'genesysMessagingTrigger',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['trigger'],
		// Above 1, n8n evaluates no expression to receive a delivery.
		version: 1.1,
		subtitle: 'messages of agents',
		description: 'Starts the workflow when an agent in Genesys sends an SMS or email to a consumer',
		defaults: { name: 'Genesys Messaging Trigger' },
		credentials: credentialsOf(messaging),
		...webhookDescription({
			path: 'messaging',
			caller: 'Genesys',
			header: 'Receive messages of agents from Genesys',
			thing: 'message',
			setUp: 'give the Production URL to your Genesys representative',
		}),
		properties: n8nProperties(properties),
	};

	webhookMethods = setUpByGenesys(channelCredential);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output = await orErrorItems(this, async (items) => {
			const settings = settingsOf(this, properties);
			const fresh = await withoutRedeliveries(this, items, settings);
			return settings.options.sendReceipt && fresh.length > 0
				? await sendReceipts(this, fresh)
				: fresh;
		});
		return [output];
	}
}
