import { UserError } from 'n8n-workflow';
import { apiKey } from '../../../shared/apis/engage';
import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import type { Explanations } from '../../../shared/transport/api';
import { compact } from '../../../shared/transport/body';

const secret = { required: true, typeOptions: { password: true } };

/** Of an account that is stricter than the document. */
const tokenWanted: Explanations = {
	'401': {
		message: 'Genesys wants a token to change this password',
		description:
			'If the user can sign in, choose a credential of the user that has a token: Genesys OAuth2 API or Genesys Token API.',
	},
};

/** The document asks for no token, and with none for the name of the user: whoever cannot sign in has none. */
export const changePassword = defineOperation({
	kind: 'action',
	value: 'changePassword',
	name: 'Change Password',
	action: 'Change password of user for good from current one to new one',
	description: 'Change the password of a user, who need not be able to sign in',
	properties: [
		text(
			'userName',
			'User Name',
			'Name of the user whose password is changed, e.g. alex. It can be empty when the credential has a token: it is then the user who is signed in.',
		),
		text(
			'oldPassword',
			'Current Password',
			'Password that the user has now, e.g. Old-secret1. It can have expired.',
			secret,
		),
		text(
			'newPassword',
			'New Password',
			'Password that the user gets, e.g. New-secret2. It has to follow the rules of your account.',
			secret,
		),
	],
	options: [
		text(
			'operationId',
			'Operation ID',
			'Your own ID for this request, which Genesys returns in its answer, e.g. request-4711',
		),
	],
	request: ({ userName, oldPassword, newPassword, options: { operationId } }, { credential }) => {
		if (credential === apiKey && !userName) {
			throw new UserError('The field "User Name" has no value', {
				description: 'An API key belongs to no user: say whose password is to be changed.',
			});
		}
		return {
			method: 'POST',
			path: '/change-password',
			body: compact({ data: compact({ oldPassword, newPassword, userName }), operationId }),
			secrets: [oldPassword, newPassword],
			explanations: {
				...(credential === apiKey ? tokenWanted : {}),
				'403': {
					message: 'Genesys did not change the password',
					description:
						'Check the user name, the current password, and whether the new one follows the rules. If the answer is "Forbidden", check the API key.',
				},
			},
		};
	},
});
