import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { statistics } from '../shared/apis/engage';
import { credentialsOf } from '../shared/descriptions/common';
import { n8nProperties } from '../shared/descriptions/n8nProperties';
import { properties } from './properties';
import { watchStatistics } from './run';

export class GenesysStatisticsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Statistics Trigger',
		name: 'genesysStatisticsTrigger',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["statisticsMode"] === "json" ? "statistics from JSON" : "statistics" }}',
		description: 'Starts the workflow when statistics in Genesys get new values',
		eventTriggerDescription: 'Waiting for a statistic to get a new value',
		activationMessage: 'The workflow now runs when these statistics get new values.',
		defaults: { name: 'Genesys Statistics Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(statistics),
		properties: n8nProperties(properties),
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await watchStatistics(this);
	}
}
