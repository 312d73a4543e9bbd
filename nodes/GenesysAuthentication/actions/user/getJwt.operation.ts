import { UserError } from 'n8n-workflow';
import { inTools, toolNotice } from '../../../shared/descriptions/asTool';
import { flag } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { decoded } from '../../jwt';
import { signedIn } from '../../signedIn';

const refusedToModels = () =>
	new UserError('A model is not given a token', {
		description:
			'Calling the tool again does not help. Get User, or Get OpenID Claims, tells who is signed in. Tell the user that the option Allow for Models of this node allows it.',
	});

/** The answer is in the header `X-GWS-User`. */
export const getJwt = defineOperation({
	kind: 'custom',
	value: 'getJwt',
	name: 'Get JWT',
	action: 'Get JSON web token of user that token belongs to with its decoded claims',
	description:
		'Retrieve the user that the token belongs to as a JSON Web Token, as it is and decoded (its signature is not verified)',
	credentials: signedIn,
	properties: [
		toolNotice(
			'tokenNotice',
			'A model is refused the token, since it would be in the model’s conversation and wherever that is kept. The option Allow for Models gives it all the same.',
		),
	],
	options: [
		{
			...flag(
				'allowForModels',
				'Allow for Models',
				'Whether a model that uses the node as its tool is given the token. Whoever reads what the model was told can act with it until it expires.',
			),
			// No model decides it: the editor offers no expression.
			noDataExpression: true,
			...inTools,
		},
	],
	execute: async ({ options }, { send, asTool }) => {
		if (asTool && !options.allowForModels) throw refusedToModels();
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
