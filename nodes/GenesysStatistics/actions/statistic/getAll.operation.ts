import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { defineOperation } from '../../../shared/engine/operation';
import { statisticFields } from './statistic';

/** Why a statistic has no value. */
interface Refusal {
	status?: { message?: string };
}

const identity = ({ name, objectType, objectId }: IDataObject) =>
	JSON.stringify([name, objectType, objectId].map(String));

export const getAll = defineOperation({
	kind: 'batch',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many statistics',
	description: 'Retrieve the statistics of many items in few requests, one statistic per item',
	properties: statisticFields,
	batchSize: 100,
	execute: async (members) => {
		const statistics = members.map(({ values }) => ({
			name: values.statisticName,
			objectType: values.objectType,
			objectId: values.objectId,
		}));
		const response = await members[0].context.send({
			method: 'POST',
			path: '/operations/get-statistic-ex',
			body: { data: { statistics } },
			// It reads, although it is a POST.
			idempotent: true,
		});
		const errors = (response.remarks.errors ?? []) as Refusal[];
		const found = new Map(response.rows().map((row) => [identity(row), row]));
		const rows = statistics.map((statistic) => found.get(identity(statistic)));
		const missing = rows.filter((row) => row === undefined).length;
		let position = 0;
		// Genesys names no statistic in its errors: they are told apart by their order when none is left over.
		return rows.map(
			(row) => row ?? noValue(missing === errors.length ? [errors[position++]] : errors),
		);
	},
});

function noValue(errors: readonly Refusal[]): UserError {
	const said = errors.map(({ status }) => status?.message).filter(Boolean);
	return new UserError('Genesys has no value for this statistic', {
		description: [
			'Check the name of the statistic, the object type and the object ID.',
			...(said.length ? [`Genesys answered: ${[...new Set(said)].join('; ')}.`] : []),
		].join(' '),
	});
}
