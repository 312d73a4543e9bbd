import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { defineOperation } from '../../../shared/engine/operation';
import { statisticFields } from './fields';

/** The answer: values of those that were found, and a status for each that was not. */
interface Peeked {
	data?: { statistics?: IDataObject[] };
	errors?: Array<{ status?: { message?: string; detail?: unknown } }>;
}

const identity = (statistic: { name?: unknown; objectType?: unknown; objectId?: unknown }) =>
	JSON.stringify([statistic.name, statistic.objectType, statistic.objectId].map(String));

/** `POST /statistics/v3/operations/get-statistic-ex`: the statistics of many items in one request. */
export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many statistics',
	description: 'Retrieve the statistics of many items in few requests, one statistic per item',
	properties: [...statisticFields],
	group: {
		size: 100,
		execute: async (items, _items, { send }) => {
			const { body } = await send({
				method: 'POST',
				path: '/operations/get-statistic-ex',
				body: {
					data: {
						// An expression can give a number, which would fail the request of the whole batch.
						statistics: items.map(({ statisticName, objectType, objectId }) => ({
							name: String(statisticName),
							objectType: String(objectType),
							objectId: String(objectId),
						})),
					},
				},
				// It reads, although it is a POST.
				repeatable: true,
			});
			const { data, errors = [] } = body as Peeked;
			const found = new Map((data?.statistics ?? []).map((row) => [identity(row), row]));
			const rows = items.map(({ statisticName: name, objectType, objectId }) =>
				found.get(identity({ name, objectType, objectId })),
			);
			const missing = rows.filter((row) => row === undefined).length;
			let position = 0;
			// Genesys names no statistic in its errors: they are told apart by their order when none is left over.
			return rows.map(
				(row) => row ?? noValue(missing === errors.length ? [errors[position++]] : errors),
			);
		},
	},
});

function noValue(errors: NonNullable<Peeked['errors']>): UserError {
	const said = errors.map(({ status }) => status?.message).filter(Boolean);
	return new UserError('Genesys has no value for this statistic', {
		description: [
			'Check the name of the statistic, the object type and the object ID.',
			...(said.length ? [`Genesys answered: ${[...new Set(said)].join('; ')}.`] : []),
		].join(' '),
	});
}
