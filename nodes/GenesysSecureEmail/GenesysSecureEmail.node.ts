import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsOf } from '../shared/descriptions/common';
import { buildMethods, buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { nexus } from '../shared/apis/engage';
import { secureEmail } from './actions/secureEmail';

const resources = [secureEmail];

export class GenesysSecureEmail implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Secure Email',
		name: 'genesysSecureEmail',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send, read and manage secure emails in Genesys',
		defaults: { name: 'Genesys Secure Email' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(nexus),
		properties: buildProperties(resources, nexus),
	};

	methods = buildMethods(resources);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, resources, nexus);
	}
}
