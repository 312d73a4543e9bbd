import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { cloud } from '../shared/apis/cloud';
import { credentialsOf } from '../shared/descriptions/common';
import { buildMethods, buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { resources } from './actions';

export class GenesysCloudConversations implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Cloud Conversations',
		name: 'genesysCloudConversations',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work on email, message and other conversations in Genesys Cloud',
		defaults: { name: 'Genesys Cloud Conversations' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(cloud),
		properties: buildProperties(resources, cloud),
	};

	methods = buildMethods(resources);

	async execute(this: IExecuteFunctions) {
		return await runOperations(this, resources, cloud);
	}
}
