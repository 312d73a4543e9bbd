import { notice } from '../shared/descriptions/fields';

/** Above operations that mean the user of the credential. */
export const forSignedInUser = notice(
	'forSignedInUser',
	'This is about the signed-in user: the credential needs the grant type Authorization Code (PKCE)',
);
