import type { Interaction } from '../shared/agentEmail/interaction';
import { isWanted } from '../shared/triggers/wanted';

/** What the user wants to hear of. Empty lists, and those that are left out, let everything pass. */
export interface InteractionFilter {
	channels?: string[];
	otherStates?: string[];
	otherSubtypes?: string[];
	states?: string[];
	subtypes?: string[];
}

/** Whether an interaction passes all filters. */
export function passes(
	{ channels = [], ...filter }: InteractionFilter,
	{ channel, state, interactionSubType }: Interaction,
): boolean {
	const states = [...(filter.states ?? []), ...(filter.otherStates ?? [])];
	const subtypes = [...(filter.subtypes ?? []), ...(filter.otherSubtypes ?? [])];
	return (
		isWanted(channels, channel) && isWanted(states, state) && isWanted(subtypes, interactionSubType)
	);
}
