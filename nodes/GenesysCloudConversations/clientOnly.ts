import { notice } from '../shared/descriptions/fields';

/** What the editor says of an operation that Genesys carries out for no signed-in user. */
export const clientNotice = notice(
	'clientNotice',
	'This needs a credential with the grant type Client Credentials.',
);
