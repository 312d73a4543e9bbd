import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { workspace } from '../shared/apis/workspace';
import { credentialsOf } from '../shared/descriptions/common';
import { buildMethods, buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { attachment } from './actions/attachment';
import { interaction } from './actions/interaction';

const resources = [interaction, attachment];

export class GenesysAgentEmail implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Agent Email',
		name: 'genesysAgentEmail',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: "Work an agent's emails in Genesys Web Services: accept, reply, send, transfer",
		defaults: { name: 'Genesys Agent Email' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(workspace),
		properties: buildProperties(resources, workspace),
	};

	methods = buildMethods(resources);

	async execute(this: IExecuteFunctions) {
		return await runOperations(this, resources, workspace);
	}
}
