import type { INodeParameterResourceLocator } from 'n8n-workflow';
import type { ApiRequest } from '../../../shared/transport/api';
import { path } from '../../../shared/transport/path';
import { secureMailNotFound } from './fields';

/**
 * `DELETE /securemail/{secureMailId}`: one method for three things. `read` marks the email as read, `delete` hides it
 * from the lists and keeps it in the contact database, `purge` erases it from both.
 */
export const removeRequest = (
	secureMailId: INodeParameterResourceLocator,
	remove: 'read' | 'delete' | 'purge',
): ApiRequest => ({
	method: 'DELETE',
	path: path`/securemail/${String(secureMailId.value)}`,
	query: { remove },
	explanations: secureMailNotFound,
});
