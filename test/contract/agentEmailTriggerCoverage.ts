/** Where the notifications of Web Services are taken. */
export const agentEmailTriggerCoverage: Record<string, string[]> = {
	'webservices.email.channel.interaction-state': ['genesysAgentEmailTrigger'],
};
