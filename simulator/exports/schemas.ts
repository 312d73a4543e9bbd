import type { ExportsVersion } from './versions';

/** JSON schemas of the exports APIs: bodies and queries, by version. */

const text = { type: 'string', minLength: 1 };
const anyText = { type: 'string' };
const yesNo = { type: 'string', enum: ['true', 'false'] };
const number = { type: 'string', pattern: '^\\d{1,15}$' };

const object = (properties: Record<string, unknown>, required: string[] = []) => ({
	type: 'object',
	additionalProperties: false,
	required,
	properties,
});

export const noQuery = object({});
/** Ids and names of a bulk request are comma separated. */
export const namedQuery = (name: string) => object({ [name]: text }, [name]);
export const textQuery = (...names: string[]) =>
	object(Object.fromEntries(names.map((name) => [name, anyText])));

/** Query values are text on the wire, whatever type the documents of a version give them. */
export function listQuery(filters: string[]) {
	return object({
		...Object.fromEntries(filters.map((name) => [name, anyText])),
		...(filters.includes('suspend') ? { suspend: yesNo } : {}),
		...(filters.includes('jobId') ? { jobId: number } : {}),
		...(filters.includes('historyId') ? { historyId: number } : {}),
		descAsc: yesNo,
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
			timeFrame: object({ all: { type: 'boolean' }, dateFrom: anyText, dateTo: anyText }),
			...(attachments ? {} : { fileSplitSize: anyText }),
			description: anyText,
			schedulerParam: object({
				immediately: { type: 'boolean' },
				cron: anyText,
				runs: anyText,
				startDate: anyText,
			}),
			jobParams: object(
				{
					fileSplitSize: anyText,
					type: text,
					media: { type: 'array', items: text },
					...(attachments ? { exportAttachments: { type: 'boolean' } } : {}),
				},
				['type', 'media'],
			),
			suspended: version.suspended === 'boolean' ? { type: 'boolean' } : yesNo,
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
