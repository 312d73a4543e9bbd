import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { exportApis } from '../shared/apis/exports';
import { credentialsOf } from '../shared/descriptions/common';
import { buildMethods, buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { certificate } from './actions/certificate';
import { exportHistory } from './actions/exportHistory';
import { exportJob } from './actions/exportJob';
import { file } from './actions/file';
import { referenceData } from './actions/referenceData';
import { service } from './actions/service';

const resources = [exportJob, exportHistory, file, certificate, referenceData, service];

export class GenesysUserDataManagement implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys User Data Management',
		name: 'genesysUserDataManagement',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Export contacts and interactions from Genesys, and manage export jobs and files',
		defaults: { name: 'Genesys User Data Management' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(...exportApis),
		properties: buildProperties(resources, ...exportApis),
	};

	methods = buildMethods(resources);

	async execute(this: IExecuteFunctions) {
		return await runOperations(this, resources, ...exportApis);
	}
}
