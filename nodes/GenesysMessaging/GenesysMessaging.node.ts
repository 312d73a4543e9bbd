import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { testChannel } from '../shared/apis/channel';
import { messaging } from '../shared/apis/messaging';
import { buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { media } from './actions/media';
import { message } from './actions/message';

const resources = [message, media];

export class GenesysMessaging implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Messaging',
		name: 'genesysMessaging',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Bring messages of consumers to agents in Genesys, with receipts and files',
		defaults: { name: 'Genesys Messaging' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'genesysMessagingChannelApi', required: true, testedBy: 'testChannel' }],
		properties: buildProperties(resources, messaging),
	};

	methods = { credentialTest: { testChannel } };

	async execute(this: IExecuteFunctions) {
		return await runOperations(this, resources, messaging);
	}
}
