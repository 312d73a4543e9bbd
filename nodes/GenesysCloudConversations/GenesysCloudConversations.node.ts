import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { cloud } from '../shared/apis/cloud';
import { credentialsOf } from '../shared/descriptions/common';
import { buildMethods, buildProperties } from '../shared/engine/properties';
import { runOperations } from '../shared/engine/run';
import { cobrowse } from './actions/cobrowse';
import { conversation } from './actions/conversation';
import { dataAction } from './actions/dataAction';
import { directory } from './actions/directory';
import { email } from './actions/email';
import { emailDraft } from './actions/emailDraft';
import { fax } from './actions/fax';
import { integration } from './actions/integration';
import { internalMessage } from './actions/internalMessage';
import { message } from './actions/message';
import { messageMedia } from './actions/messageMedia';
import { oAuthClient } from './actions/oAuthClient';
import { participant } from './actions/participant';
import { social } from './actions/social';
import { video } from './actions/video';
import { wrapUp } from './actions/wrapUp';

const resources = [
	conversation,
	cobrowse,
	dataAction,
	directory,
	email,
	emailDraft,
	fax,
	integration,
	internalMessage,
	message,
	messageMedia,
	oAuthClient,
	participant,
	social,
	video,
	wrapUp,
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
