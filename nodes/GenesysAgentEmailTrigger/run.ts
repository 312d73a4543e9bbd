import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { simplified } from '../shared/agentEmail/interaction';
import { sessionOf } from '../shared/agentEmail/session';
import { workspace } from '../shared/apis/workspace';
import { openCometdTrigger } from '../shared/triggers/cometd';
import { settingsOf } from '../shared/triggers/settings';
import { passes } from './filter';
import { settings } from './properties';
import { InteractionWatch } from './watch';

/** Passes on what happens to the interactions of the agent, until n8n closes the trigger. */
export async function watchInteractions(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const { filters, simplify, options } = settingsOf(context, settings);
	const { openAtStart = false, ...names } = options;
	return await openCometdTrigger(context, workspace, sessionOf(names), ({ send, emit }) => {
		const { logger } = context;
		return new InteractionWatch({
			...{ send, openAtStart, logger },
			pass(interaction) {
				if (!passes(filters, interaction)) return;
				emit([simplify ? simplified(interaction) : interaction]);
			},
		});
	});
}
