/**
 * What a model can do about a failure, by the key of its explanation. The general advice is for who sets up the node: a model has
 * no credential to check and no option to change.
 */
const STEPS: Record<string, string> = {
	'400': 'Correct the value that the reason names, and call the tool again.',
	'404': 'Check the ID or name: a tool that lists or searches gives the right one.',
	'409': 'Read the current state first, then decide whether to update it.',
	'429': 'Wait a minute, then call the tool again.',
	'4xx': 'Correct what the reason names, and call the tool again.',
	'5xx': 'Call the tool again in a minute. If it fails again, tell the user.',
	soft: 'Correct what the reason names, and call the tool again.',
	timeout:
		'Before you call the tool again, look whether it was carried out, if it changes something. Ask for less at once, if it lists something.',
	interrupted:
		'Before you call the tool again, look whether it was carried out, if it changes something.',
	other: 'Tell the user the reason below.',
};

/** What a model is told to do; `description` is what a person is, who alone can do anything about all other failures. */
export const stepOfModel = (key: string, description: string): string =>
	STEPS[key] ?? `Calling the tool again does not help. Tell the user: ${description}`;
