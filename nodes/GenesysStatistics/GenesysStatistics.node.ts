import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { statistics } from '../shared/apis/engage';
import { credentialsOf } from '../shared/descriptions/common';
import { buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { statistic } from './actions/statistic';
import { subscription } from './actions/subscription';

const resources = [statistic, subscription];

export class GenesysStatistics implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Statistics',
		name: 'genesysStatistics',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read statistics of agents, queues and other objects from Genesys',
		defaults: { name: 'Genesys Statistics' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(statistics),
		properties: buildProperties(resources, statistics),
	};

	async execute(this: IExecuteFunctions) {
		return await runOperations(this, resources, statistics);
	}
}
