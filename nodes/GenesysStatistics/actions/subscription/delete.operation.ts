import { defineOperation } from '../../../shared/engine/operation';
import { closing, subscriptionId } from './subscription';

export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete subscription to statistics for good so that it gives no more values',
	description: 'Close a subscription',
	properties: [subscriptionId],
	request: (values) => closing(values.subscriptionId),
});
