import { flag } from '../../../shared/descriptions/fields';

export const provisional = flag(
	'provisional',
	'Provisional',
	'Whether to get the wrap-up that was saved to be completed later, instead of the completed one',
);
