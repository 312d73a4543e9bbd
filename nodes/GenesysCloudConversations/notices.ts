import { notice } from '../shared/descriptions/fields';

/** Above operations that mean the user of the credential. */
export const forSignedInUser = notice(
	'forSignedInUser',
	'This is about the signed-in user: the credential needs the grant type Authorization Code (PKCE)',
);

/** What the editor says of an operation that Genesys carries out for no signed-in user. */
export const clientNotice = notice(
	'clientNotice',
	'This needs a credential with the grant type Client Credentials',
);
