import { filters, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { havingName, lists } from '../../directory';

/** `GET /oauth/clients`, which comes whole. */
export const getAll = defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many oauth clients of organization with ID and name of each',
	description: 'Retrieve a list of the OAuth clients of the organization, with their IDs',
	properties: [
		filters([
			text('name', 'Name Contains', 'Only those whose name contains this', {
				placeholder: 'e.g. n8n',
			}),
		]),
	],
	request: () => ({ method: 'GET', path: lists.oAuthClient.path }),
	only: ({ filters: { name } }) => havingName(name),
	simplify: [
		...['id', 'name', 'description', 'state', 'authorizedGrantType', 'scope'],
		...['accessTokenValiditySeconds', 'dateCreated', 'dateModified'],
	],
});
