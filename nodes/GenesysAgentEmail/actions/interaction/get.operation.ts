import { simplified } from '../../../shared/agentEmail/interaction';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { interactionField } from '../../interactionField';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get single email interaction of agent with its state and addresses',
	description:
		'Retrieve an interaction that the agent has. Genesys does not document this request.',
	properties: [interactionField],
	simplify: simplified,
	request: ({ interactionId }) => ({
		method: 'GET',
		path: path`/me/interactions/${interactionId}`,
	}),
});
