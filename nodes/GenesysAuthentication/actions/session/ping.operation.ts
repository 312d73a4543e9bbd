import { UserError } from 'n8n-workflow';
import { defineOperation } from '../../../shared/engine/operation';
import { isObject } from '../../../shared/transport/body';
import { signedIn } from '../../signedIn';

/** As the document has it: "Return 200 if user is authenticated otherwise 403". */
const PROHIBITED = 403;

/** A token that cannot be renewed either: the sign-in itself was refused. */
const SIGN_IN_REFUSED = 401;

/** Nobody being signed in is an answer, and no failure. */
export const ping = defineOperation({
	kind: 'custom',
	value: 'ping',
	name: 'Check',
	action: 'Check whether account is signed in and renew its token if need be',
	description: 'Find out whether the account is signed in, after renewing its token if need be',
	credentials: signedIn,
	properties: [],
	execute: async (_values, { send }) => {
		const { status, body } = await send({
			method: 'GET',
			path: '/ping',
			expiredStatuses: [PROHIBITED],
			acceptStatuses: [PROHIBITED, SIGN_IN_REFUSED],
		});
		// On this call, or on that for the token.
		if (isObject(body) && /\bForbidden\b/.test(String(body.message))) {
			throw new UserError('Genesys refused the API key', {
				description:
					'That is what its answer "Forbidden" means. Check the API key in the credential.',
			});
		}
		const signedIn = status !== PROHIBITED && status !== SIGN_IN_REFUSED;
		if (signedIn && body !== '' && !isObject(body)) {
			throw new UserError('Something other than the Authentication API answered', {
				description: 'Check that the Base URL of the credential leads to a Genesys web API.',
			});
		}
		return { signedIn };
	},
});
