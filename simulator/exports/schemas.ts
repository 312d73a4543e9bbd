import { anyText, count, dateTime, object, positive, text, yesOrNo } from '../core/jsonSchema';
import { VERSIONS, type ExportsVersion } from './versions';

/** JSON schemas of the exports APIs, by version, and of their control routes. */

const trueOrFalse = { type: 'string', enum: ['true', 'false'] };
const number = { type: 'string', pattern: '^\\d{1,15}$' };

/** Ids and names of a bulk request are comma separated. */
export const namedQuery = (name: string) => object({ [name]: text }, [name]);
export const textQuery = (...names: string[]) =>
	object(Object.fromEntries(names.map((name) => [name, anyText])));

/** Query values are strings on the wire, whatever type the documents of a version give them. */
export function listQuery(filters: string[]) {
	return object({
		...Object.fromEntries(filters.map((name) => [name, anyText])),
		...(filters.includes('suspend') ? { suspend: trueOrFalse } : {}),
		...(filters.includes('jobId') ? { jobId: number } : {}),
		...(filters.includes('historyId') ? { historyId: number } : {}),
		descAsc: trueOrFalse,
		orderField: text,
		from: number,
		size: number,
	});
}

export function jobBody(version: ExportsVersion, call: 'create' | 'update') {
	const withType = version.jobType[call] === 'required';
	const { attachments } = version;
	return object(
		{
			source: text,
			title: text,
			...(withType ? { type: { type: 'string', enum: ['UCS', 'DataSync'] } } : {}),
			timeFrame: object({ all: yesOrNo, dateFrom: anyText, dateTo: anyText }),
			...(attachments ? {} : { fileSplitSize: anyText }),
			description: anyText,
			schedulerParam: object({
				immediately: yesOrNo,
				cron: anyText,
				runs: anyText,
				startDate: anyText,
			}),
			jobParams: object(
				{
					fileSplitSize: anyText,
					type: text,
					media: { type: 'array', items: text },
					...(attachments ? { exportAttachments: yesOrNo } : {}),
				},
				['type', 'media'],
			),
			suspended: version.suspended === 'boolean' ? yesOrNo : trueOrFalse,
		},
		[
			'source',
			'title',
			...(withType ? ['type'] : []),
			'timeFrame',
			'schedulerParam',
			'jobParams',
			'suspended',
		],
	);
}

export const idParams = object({ id: number }, ['id']);

/** More would be held in memory; a big file is one that is added. */
const MOST_BYTES_PER_FILE = 64 * 1024 * 1024;

export const settings = object({
	runMs: count,
	startDelayMs: count,
	bytesPerFile: { ...positive, maximum: MOST_BYTES_PER_FILE },
	filesPerMedia: { ...positive, maximum: 1_000 },
	historyIds: { enum: ['own', 'job'] },
	idOffset: count,
	cronSpeed: { type: 'number', minimum: 1, maximum: 100_000 },
	auto: yesOrNo,
	linkSeconds: positive,
	leftAs: { enum: ['values', 'objects'] },
});

/** As v10 takes it. */
export const job = jobBody(VERSIONS[0], 'create');

export const file = object(
	{
		name: text,
		size: count,
		seed: { anyOf: [anyText, { type: 'integer' }] },
		historyId: count,
		jobId: count,
		jobTitle: text,
		type: text,
		source: text,
		media: text,
		uploadDate: dateTime,
	},
	['size'],
);

export const advance = object({ ms: count }, ['ms']);
export const redirect = object({ url: { type: 'string', nullable: true } }, ['url']);

export const storageFault = object({
	name: text,
	times: count,
	latencyMs: count,
	status: { type: 'integer', minimum: 200, maximum: 599 },
	redirect: anyText,
	truncate: count,
	chunkedTruncate: count,
	noLength: yesOrNo,
	throttle: positive,
});
