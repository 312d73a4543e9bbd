import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { exportApis } from '../shared/apis/exports';
import { credentialsOf } from '../shared/descriptions/common';
import { methodsOf, n8nProperties } from '../shared/descriptions/n8nProperties';
import { asNodeError } from '../shared/engine/output';
import { deliver } from './deliver';
import { pollExports } from './poll';
import { properties } from './properties';

export class GenesysExportTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Export Trigger',
		name: 'genesysExportTrigger',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when an export in Genesys is finished',
		eventTriggerDescription: '',
		activationMessage: 'The workflow now runs for exports that finish from now on.',
		defaults: { name: 'Genesys Export Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(...exportApis),
		properties: n8nProperties(properties),
	};

	methods = methodsOf(properties);

	/** Finds out which exports have finished. */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			return await pollExports(this);
		} catch (thrown) {
			// Of an error that is not n8n's own, such as one of its database, n8n stores no word.
			throw asNodeError(this, thrown);
		}
	}

	/** Runs within the execution that `poll` started: a failure here is seen there, and can be retried. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await deliver(this)];
	}
}
