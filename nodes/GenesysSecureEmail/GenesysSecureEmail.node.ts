import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { nexus } from '../shared/apis/engage';
import { credentialsOf } from '../shared/descriptions/common';
import { buildMethods, buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { interaction } from './actions/interaction';
import { secureEmail } from './actions/secureEmail';

const resources = [secureEmail, interaction];

export class GenesysSecureEmail implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Secure Email',
		name: 'genesysSecureEmail',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send, read and manage secure emails in Genesys, and fetch interactions',
		defaults: { name: 'Genesys Secure Email' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(nexus),
		properties: buildProperties(resources, nexus),
	};

	methods = buildMethods(resources);

	async execute(this: IExecuteFunctions) {
		return await runOperations(this, resources, nexus);
	}
}
