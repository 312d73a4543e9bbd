import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import {
	watchedStatistics,
	watchedStatisticsProperties,
} from '../../../shared/descriptions/statistics';
import { defineOperation } from '../../../shared/engine/operation';
import { verbose } from './fields';

/** `POST /statistics/v3/subscriptions`; the operation id becomes the id of the subscription. */
export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create subscription',
	description: 'Open a subscription, whose values can be read until it is deleted',
	properties: [...watchedStatisticsProperties],
	options: [
		{
			displayName: 'Operation ID',
			name: 'operationId',
			type: 'string',
			default: '',
			description: 'Becomes the ID of the subscription. Left empty, a new one is made.',
		},
		verbose,
	],
	request: (values) => ({
		method: 'POST',
		path: '/subscriptions',
		query: { verbose: values.options.verbose },
		body: {
			operationId: values.options.operationId || randomUUID(),
			data: { statistics: watchedStatistics(values) },
		},
	}),
	simplify: ({ data, errors }: { data?: IDataObject; errors?: unknown[] }) => ({
		...data,
		...(errors?.length ? { errors } : {}),
	}),
});
