import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { defineProperty, type Property, type ValuesOf } from '../descriptions/property';
import { inWorkflows } from '../descriptions/asTool';
import { compact, isObject } from '../transport/body';

/** A statistic that a subscription watches, as `POST /statistics/v3/subscriptions` takes it. */
export interface WatchedStatistic extends IDataObject {
	statisticId: string;
	objectId: string;
	objectType: string;
	/** A statistic that Genesys has set up; or else `definition`. */
	name?: string;
	definition?: IDataObject;
}

const term = <const Name extends string>(
	displayName: string,
	name: Name,
	placeholder: string,
	description: string,
) => defineProperty({ displayName, name, type: 'string', default: '', placeholder, description });

const amount = <const Name extends string>(displayName: string, name: Name, description: string) =>
	defineProperty({ displayName, name, type: 'number', default: 0, description });

/** The documented fields of a definition, all of them as Stat Server knows them. */
const definitionFields = [
	term(
		'Category',
		'category',
		'e.g. TotalAdjustedTime',
		'Kind of the statistic, as Stat Server calls it',
	),
	term(
		'Dynamic Filter',
		'dynamicFilter',
		'e.g. Media=voice',
		'Which calls or interactions count, as a filter of Stat Server',
	),
	term(
		'Dynamic Time Profile',
		'dynamicTimeProfile',
		'e.g. 00:00',
		'When the value begins anew, as a time profile of Stat Server',
	),
	amount('Insensitivity', 'insensitivity', 'Smallest change that is reported, e.g. 1'),
	term(
		'Interval Type',
		'intervalType',
		'e.g. GrowingWindow',
		'Which period the value is about, as Stat Server calls it',
	),
	{
		...term(
			'Main Mask',
			'mainMask',
			'e.g. WaitForNextCall',
			'Actions or states that count, separated by commas',
		),
		separator: ',',
	},
	term('Mask Type', 'maskType', 'e.g. DN', 'What the actions of the mask belong to'),
	amount('Notification Frequency', 'notificationFrequency', 'Period of the notifications, e.g. 5'),
	term(
		'Notification Mode',
		'notificationMode',
		'e.g. Periodical',
		'When Stat Server reports the value',
	),
	term('Subject', 'subject', 'e.g. DNStatus', 'Whose actions or states count'),
] as const;

/** Called so that the order of their names is the one in which they are filled in. */
const statisticFields = [
	defineProperty({
		displayName: 'Choose By',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'Definition', value: 'definition', description: 'A statistic of your own' },
			{ name: 'Name', value: 'name', description: 'A statistic that Genesys has set up' },
		],
		default: 'name',
		description: 'Whether a statistic of Genesys is named, or one is defined here',
	}),
	defineProperty({
		displayName: 'Definition',
		name: 'definition',
		type: 'collection',
		displayOptions: { show: { source: ['definition'] } },
		placeholder: 'Add field',
		default: {},
		description: 'What the statistic counts, in the terms of Stat Server',
		options: definitionFields,
	}),
	{
		...term(
			'Name of Statistic',
			'name',
			'e.g. TotalCallsInQueue',
			'Name of a statistic that Genesys has set up for your account',
		),
		displayOptions: { show: { source: ['name'] } },
	},
	term('Object ID', 'objectId', 'e.g. queue1', 'ID of the object that the statistic is about'),
	term('Object Type', 'objectType', 'e.g. Queue', 'Type of the object that the statistic is about'),
	term(
		'Statistic ID',
		'statisticId',
		'e.g. queue-wait',
		'Your own ID for it, unique in the subscription. Left empty, one is made.',
	),
] as const satisfies readonly Property[];

/** The statistics of a subscription, as a form or as JSON; to be read by `watchedStatistics`. */
export const watchedStatisticsProperties = [
	defineProperty({
		displayName: 'Statistics Mode',
		name: 'statisticsMode',
		type: 'options',
		options: [
			{ name: 'Form', value: 'form', description: 'Fill in the documented fields' },
			{ name: 'JSON', value: 'json', description: 'Write or compute the list as JSON' },
		],
		default: 'form',
		description: 'How the statistics are given: field by field, or as a list in JSON',
		...inWorkflows,
	}),
	defineProperty({
		displayName: 'Statistics',
		name: 'statistics',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		displayOptions: { show: { statisticsMode: ['form'] } },
		placeholder: 'Add statistic',
		default: {},
		description: 'The statistics, one by one',
		options: [{ displayName: 'Statistics', name: 'entries', values: statisticFields }],
	}),
	defineProperty({
		displayName: 'Statistics (JSON)',
		name: 'statisticsJson',
		type: 'json',
		shape: 'list',
		displayOptions: { show: { statisticsMode: ['json'] } },
		default:
			'[\n  { "statisticId": "wait", "objectType": "Queue", "objectId": "queue1", "name": "TotalCallsInQueue" }\n]',
		description:
			'A JSON list of statistics, each with statisticId, objectType, objectId, and name or definition, e.g. [{"statisticId": "wait", "objectType": "Queue", "objectId": "queue1", "name": "TotalCallsInQueue"}]',
	}),
] as const;

/** What `watchedStatistics` reads. */
type WatchedStatisticsValues = ValuesOf<typeof watchedStatisticsProperties>;

/**
 * The statistics that a user set by `watchedStatisticsProperties`.
 *
 * @throws UserError when there is none, one is incomplete, or an id is used twice
 */
export function watchedStatistics(values: WatchedStatisticsValues): WatchedStatistic[] {
	const { statisticsMode, statistics, statisticsJson } = values;
	const list =
		statisticsMode === 'json' ? statisticsJson : (statistics.entries ?? []).map(fromForm);
	if (list.length === 0) {
		throw new UserError('There is no statistic to watch', {
			description: 'Add at least one to Statistics.',
		});
	}
	const watched = list.map(checked);
	const ids = watched.map(({ statisticId }) => statisticId);
	const twice = ids.find((id, position) => ids.indexOf(id) !== position);
	if (twice === undefined) return watched;
	throw new UserError(`Two statistics have the ID "${twice}"`, {
		description: 'A statistic ID has to be unique in its subscription.',
	});
}

type Form = NonNullable<WatchedStatisticsValues['statistics']['entries']>[number];

/** In JSON nothing but what is there need say which of the two is meant. */
function fromForm({ source, name, definition, ...object }: Form): IDataObject {
	const isDefined = (source ?? (name ? 'name' : 'definition')) === 'definition';
	return compact(isDefined ? { ...object, definition } : { ...object, name });
}

function checked(statistic: IDataObject, position: number): WatchedStatistic {
	const { statisticId, objectId, objectType, name, definition } = statistic;
	const isDefined = isObject(definition) && Object.keys(definition).length > 0;
	const missing = [
		...(objectType ? [] : ['an object type']),
		...(objectId ? [] : ['an object ID']),
		...(name || isDefined ? [] : ['a name or a definition']),
	];
	if (missing.length > 0) {
		throw new UserError(`Statistic ${position + 1} lacks ${missing.join(' and ')}`, {
			description: 'Fill it in, or check that its expression gives a value.',
		});
	}
	return {
		...statistic,
		statisticId: String(statisticId || `statistic-${position + 1}`),
		objectType: String(objectType),
		objectId: String(objectId),
	};
}

/** What is known of a watched statistic by its id, for the rows of answers and updates that leave it out; no definition. */
export function nameOf(watched: readonly WatchedStatistic[]): (id: unknown) => IDataObject {
	const names = new Map<unknown, IDataObject>(
		watched.map(({ statisticId, name, objectType, objectId }) => [
			statisticId,
			{ statisticId, ...(name ? { name } : {}), objectType, objectId },
		]),
	);
	return (id) => names.get(id) ?? {};
}
