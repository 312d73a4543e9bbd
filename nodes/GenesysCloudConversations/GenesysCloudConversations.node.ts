import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { cloud } from '../shared/apis/cloud';
import { credentialsOf } from '../shared/descriptions/common';
import { buildMethods, buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { cobrowse } from './actions/cobrowse';
import { conversation } from './actions/conversation';
import { fax } from './actions/fax';
import { integration } from './actions/integration';
import { internalMessage } from './actions/internalMessage';
import { message } from './actions/message';
import { messageMedia } from './actions/messageMedia';
import { social } from './actions/social';
import { video } from './actions/video';
import { wrapUp } from './actions/wrapUp';

const resources = [
	conversation,
	wrapUp,
	message,
	messageMedia,
	social,
	fax,
	video,
	cobrowse,
	internalMessage,
	integration,
];

export class GenesysCloudConversations implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Cloud Conversations',
		name: 'genesysCloudConversations',
		icon: { light: 'file:../../icons/genesys.svg', dark: 'file:../../icons/genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work on email, message and other conversations in Genesys Cloud',
		defaults: { name: 'Genesys Cloud Conversations' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(cloud),
		properties: buildProperties(resources, cloud),
	};

	methods = buildMethods(resources);

	async execute(this: IExecuteFunctions) {
		return await runOperations(this, resources, cloud);
	}
}
