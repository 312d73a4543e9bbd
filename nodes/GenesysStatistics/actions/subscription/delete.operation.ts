import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { subscriptionId } from './subscription';

/** Genesys reports success for an unknown id as well. */
export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete subscription',
	description: 'Close a subscription',
	properties: [subscriptionId],
	request: (values) => ({
		method: 'DELETE',
		path: path`/subscriptions/${values.subscriptionId}`,
	}),
});
