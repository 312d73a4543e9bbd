import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { auth } from '../shared/apis/engage';
import { credentialsOf } from '../shared/descriptions/common';
import { buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { session } from './actions/session';
import { user } from './actions/user';

const resources = [user, session];

export class GenesysAuthentication implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Authentication',
		name: 'genesysAuthentication',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Find out about the signed-in Genesys user, change the password and sign out',
		defaults: { name: 'Genesys Authentication' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(auth),
		properties: buildProperties(resources, auth),
	};

	async execute(this: IExecuteFunctions) {
		return await runOperations(this, resources, auth);
	}
}
