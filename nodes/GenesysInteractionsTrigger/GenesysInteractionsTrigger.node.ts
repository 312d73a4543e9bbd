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
		eventTriggerDescription: 'Waiting for Genesys to call the Test URL',
		activationMessage: 'Genesys can now deliver to the Production URL of this node.',
		defaults: { name: 'Genesys Interactions Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'genesysWebhookApi', required: true, testedBy: 'testSecret' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'interactions',
				responseMode: 'onReceived',
				// Empty, or n8n would answer its own text instead of what the node returns.
				responseData: '',
			},
		],
		triggerPanel: {
			header: 'Receive interaction events from Genesys',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, click "Execute step" and send a signed event to the Test URL.<br /><br /><b>When you are done</b>, publish the workflow and give the Production URL to your Genesys representative.',
				active:
					'<b>While you build</b>, click "Execute step" and send a signed event to the Test URL.<br /><br /><b>Your workflow is published</b>: it runs for every delivery to the Production URL. Those executions are in the executions list.',
			},
			activationHint: 'Publish the workflow, then Genesys can deliver to the Production URL.',
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
