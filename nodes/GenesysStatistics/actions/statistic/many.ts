import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { defineProperty, type ValuesOf } from '../../../shared/descriptions/property';
import { inTools, inWorkflows } from '../../../shared/descriptions/asTool';
import type { Member, Outcome } from '../../../shared/engine/operation';
import type { Send } from '../../../shared/transport/api';
import { inHalves } from '../../../shared/transport/halves';
import { matched } from './matched';
import { NO_VALUE, objectId, objectType, statisticName, type StatisticName } from './statistic';

const EXAMPLE = '[{"name": "TotalCallsInQueue", "objectType": "Queue", "objectId": "queue1"}]';

/** What names statistics of an operation on many: one per item in a workflow, a list in the tool of a model. */
export const manyStatistics = [
	{ ...statisticName, ...inWorkflows },
	{ ...objectType, ...inWorkflows },
	{ ...objectId, ...inWorkflows },
	defineProperty({
		displayName: 'Statistics',
		name: 'statistics',
		type: 'json',
		shape: 'list',
		required: true,
		...inTools,
		default: '',
		description: `A JSON list of statistics, each with name, objectType and objectId, e.g. ${EXAMPLE}`,
	}),
] as const;

/**
 * The statistics that one item names.
 *
 * @throws UserError when an entry of a list is incomplete
 */
function namesIn({
	statistics,
	statisticName: name,
	objectType,
	objectId,
}: ValuesOf<typeof manyStatistics>): { names: StatisticName[]; isList: boolean } {
	if (statistics.length === 0) return { names: [{ name, objectType, objectId }], isList: false };
	return { names: statistics.map(complete), isList: true };
}

function complete(entry: IDataObject, position: number): StatisticName {
	const { name, objectType, objectId } = entry;
	const missing = Object.entries({ name, objectType, objectId })
		.filter(([, value]) => typeof value !== 'number' && (typeof value !== 'string' || value === ''))
		.map(([key]) => key);
	if (missing.length === 0)
		return { name: String(name), objectType: String(objectType), objectId: String(objectId) };
	throw new UserError(
		`Statistic ${position + 1} of the field "Statistics" lacks ${missing.join(' and ')}`,
		{
			description: `Give each as in ${EXAMPLE}.`,
		},
	);
}

/** Statistics in one request, as long as the user says nothing else. */
export const AT_ONCE = 100;

/** The values of statistics, in their order. */
const values = async (send: Send, all: readonly StatisticName[]) =>
	await inHalves(all, async (part): Promise<Array<IDataObject | Error>> => {
		const statistics = [...part];
		const response = await send({
			method: 'POST',
			path: '/operations/get-statistic-ex',
			body: { data: { statistics } },
			// It reads, although it is a POST.
			idempotent: true,
			explanations: { '400': NO_VALUE },
		});
		return matched(statistics, response.rows(), response.remarks.errors);
	});

type Values = ValuesOf<typeof manyStatistics>;

/** The statistics that items name, in as few requests as possible: one result per item. */
export async function valuesOfMany(members: ReadonlyArray<Member<Values>>): Promise<Outcome[]> {
	const { send, rowsOf } = members[0].context;
	const wanted = members.map((member) => namesIn(member.values));
	const all = wanted.flatMap(({ names }) => names);
	let results: Array<IDataObject | Error> = [];
	// Batch Size has seen to how many items there are, and not to how many one of them names.
	const size = Math.max(AT_ONCE, members.length);
	for (let from = 0; from < all.length; from += size)
		results = results.concat(await values(send, all.slice(from, from + size)));
	return await Promise.all(
		wanted.map(async ({ names, isList }) => {
			const own = results.splice(0, names.length);
			return isList ? await rowsOf(names, own) : own[0];
		}),
	);
}
