import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { workspace } from '../shared/apis/workspace';
import { credentialsOf } from '../shared/descriptions/common';
import { n8nProperties } from '../shared/descriptions/n8nProperties';
import { properties } from './properties';
import { watchInteractions } from './run';

export class GenesysAgentEmailTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Agent Email Trigger',
		name: 'genesysAgentEmailTrigger',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [...($parameter["filters"]["states"] ?? []), $parameter["filters"]["otherStates"]].filter(Boolean).join(", ") || "all states" }}',
		description: 'Starts the workflow when an email interaction of an agent changes its state',
		eventTriggerDescription: 'Waiting for an interaction of the agent',
		activationMessage: 'The workflow now runs when an interaction of the agent changes its state.',
		defaults: { name: 'Genesys Agent Email Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(workspace),
		properties: n8nProperties(properties),
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await watchInteractions(this);
	}
}
