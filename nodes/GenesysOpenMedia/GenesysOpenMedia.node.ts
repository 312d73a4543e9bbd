import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { nexus } from '../shared/apis/engage';
import { credentialsOf } from '../shared/descriptions/common';
import { buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { workitem } from './actions/workitem';

const resources = [workitem];

export class GenesysOpenMedia implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Open Media',
		name: 'genesysOpenMedia',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Submit, update and stop workitems in Genesys',
		defaults: { name: 'Genesys Open Media' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(nexus),
		properties: buildProperties(resources, nexus),
	};

	async execute(this: IExecuteFunctions) {
		return await runOperations(this, resources, nexus);
	}
}
