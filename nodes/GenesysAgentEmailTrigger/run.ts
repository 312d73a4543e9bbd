import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { notified } from '../shared/agentEmail/interaction';
import { sessionOf } from '../shared/agentEmail/session';
import { workspace } from '../shared/apis/workspace';
import { openCometdTrigger } from '../shared/triggers/cometd';
import { settingsOf } from '../shared/triggers/settings';
import { settings } from './properties';

/** Passes on what the agent is told of interactions, until n8n closes the trigger. */
export async function watchInteractions(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const { options } = settingsOf(context, settings);
	return await openCometdTrigger(context, workspace, sessionOf(options), ({ emit }) => ({
		open: async () => {},
		receive(_channel, message) {
			const interaction = notified(message);
			emit(interaction ? [interaction] : []);
		},
		close: async () => {},
	}));
}
