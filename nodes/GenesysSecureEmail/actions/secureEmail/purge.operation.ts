import { defineOperation } from '../../../shared/engine/operation';
import { secureMail } from './fields';
import { removeRequest } from './remove';

export const purge = defineOperation({
	value: 'purge',
	name: 'Purge',
	action: 'Purge secure email',
	description: 'Erase a secure email permanently, from the lists and from the contact database',
	properties: [secureMail],
	request: ({ secureMailId }) => removeRequest(secureMailId, 'purge'),
	deleted: true,
});
