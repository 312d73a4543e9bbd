import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { nexus } from '../shared/transport/engage';
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
		credentials: [
			{
				name: 'genesysApi',
				required: true,
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
			{
				name: 'genesysOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'genesysTokenApi',
				required: true,
				displayOptions: { show: { authentication: ['token'] } },
			},
		],
		properties: buildProperties(resources, nexus),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, resources, nexus);
	}
}
