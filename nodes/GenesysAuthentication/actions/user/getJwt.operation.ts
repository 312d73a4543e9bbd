import { UserError } from 'n8n-workflow';
import { defineOperation } from '../../../shared/engine/operation';
import { decoded } from '../../jwt';
import { signedIn } from '../../signedIn';

/** The answer is in the header `X-GWS-User`. */
export const getJwt = defineOperation({
	kind: 'custom',
	value: 'getJwt',
	name: 'Get JWT',
	action: 'Get JSON web token of user that token belongs to with its decoded claims',
	description:
		'Retrieve the user that the token belongs to as a JSON Web Token, as it is and decoded (its signature is not verified)',
	credentials: signedIn,
	properties: [],
	execute: async (_values, { send }) => {
		const { headers } = await send({ method: 'GET', path: '/jwt-userinfo' });
		const jwt = String(headers['x-gws-user'] ?? '');
		const [header, payload] = jwt.split('.').map(decoded);
		if (header && payload) return { jwt, header, payload };
		throw new UserError('Genesys sent no JSON Web Token', {
			description:
				'It should be in the header X-GWS-User. Ask Genesys whether this API is enabled.',
		});
	},
});
