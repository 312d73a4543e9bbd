import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { n8nProperties } from '../shared/descriptions/n8nProperties';
import { deduplicate } from '../shared/triggers/deduplicate';
import { settingsOf } from '../shared/triggers/settings';
import { setUpByGenesys } from '../shared/triggers/webhook/lifecycle';
import { testSecret, webhookCredential } from '../shared/triggers/webhook/secrets';
import { properties } from './properties';
import { receive } from './receive';

const deliveryId = (json: IDataObject) => json.deliveryId;

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
		eventTriggerDescription: 'Waiting for Genesys Cloud to call the Test URL',
		activationMessage: 'Genesys Cloud can now deliver to the Production URL of this node.',
		defaults: { name: 'Genesys Cloud Messaging Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'genesysWebhookApi', required: true, testedBy: 'testSecret' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'cloud-messaging',
				responseMode: 'onReceived',
				// Empty, or n8n would answer its own text instead of what the node returns.
				responseData: '',
			},
		],
		triggerPanel: {
			header: 'Receive messages of agents from Genesys Cloud',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, click "Execute step" and send a signed message to the Test URL.<br /><br /><b>When you are done</b>, publish the workflow and enter the Production URL in the open messaging integration of Genesys Cloud.',
				active:
					'<b>While you build</b>, click "Execute step" and send a signed message to the Test URL.<br /><br /><b>Your workflow is published</b>: it runs for every delivery to the Production URL. Those executions are in the executions list.',
			},
			activationHint: 'Publish the workflow, then Genesys Cloud can deliver to the Production URL.',
		},
		properties: n8nProperties(properties),
	};

	methods = { credentialTest: { testSecret } };

	webhookMethods = setUpByGenesys(webhookCredential);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { ignoreRedeliveries = true } = settingsOf(this, properties).options;
		const items = this.getInputData();
		return [ignoreRedeliveries ? await deduplicate(this, items, deliveryId) : items];
	}
}
