import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { subscriptionId } from './fields';

/** `DELETE /statistics/v3/subscriptions/{id}`; Genesys reports success for an unknown id as well. */
export const remove = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete subscription',
	description: 'Close a subscription',
	properties: [subscriptionId],
	request: (values) => ({
		method: 'DELETE',
		path: path`/subscriptions/${values.subscriptionId}`,
	}),
	deleted: true,
});
