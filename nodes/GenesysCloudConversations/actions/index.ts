import type { Resource } from '../../shared/engine/operation';
import { agentless } from './agentless';
import { cobrowse } from './cobrowse';
import { conversation } from './conversation';
import { dataAction } from './dataAction';
import { directory } from './directory';
import { email } from './email';
import { emailDraft } from './emailDraft';
import { fax } from './fax';
import { integration } from './integration';
import { internalMessage } from './internalMessage';
import { message } from './message';
import { messageMedia } from './messageMedia';
import { oAuthClient } from './oAuthClient';
import { openMessaging } from './openMessaging';
import { participant } from './participant';
import { social } from './social';
import { video } from './video';
import { wrapUp } from './wrapUp';

/** The first one is chosen at first. */
export const resources: readonly Resource[] = [
	conversation,
	email,
	emailDraft,
	message,
	messageMedia,
	openMessaging,
	agentless,
	participant,
	wrapUp,
	cobrowse,
	video,
	internalMessage,
	fax,
	social,
	integration,
	directory,
	oAuthClient,
	dataAction,
];
