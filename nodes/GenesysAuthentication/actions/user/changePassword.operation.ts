import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';

export const changePassword = defineOperation({
	kind: 'action',
	value: 'changePassword',
	name: 'Change Password',
	action: 'Change password of user',
	description: 'Change the password of the user that the token belongs to',
	properties: [
		{
			displayName: 'Current Password',
			name: 'oldPassword',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'New Password',
			name: 'newPassword',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
	],
	options: [
		text(
			'operationId',
			'Operation ID',
			'Your own ID for this request, which Genesys returns in its answer',
		),
		text('userName', 'User Name', 'Name of the user whose password is changed'),
	],
	request: ({ oldPassword, newPassword, options: { operationId, userName } }) => ({
		method: 'POST',
		path: '/change-password',
		body: compact({ data: compact({ oldPassword, newPassword, userName }), operationId }),
		explanations: {
			'403': {
				message: 'Genesys did not change the password',
				description: 'Check the current password, and whether the new one follows the rules.',
			},
		},
	}),
});
