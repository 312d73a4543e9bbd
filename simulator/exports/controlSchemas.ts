import { jobBody } from './schemas';
import { VERSIONS } from './versions';

/** JSON schemas of the control routes of the exports. */

const text = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 0 };
const positive = { type: 'integer', minimum: 1 };

const object = (properties: Record<string, unknown>, required: string[] = []) => ({
	type: 'object',
	additionalProperties: false,
	required,
	properties,
});

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
	auto: { type: 'boolean' },
	linkSeconds: positive,
	leftAs: { enum: ['values', 'objects'] },
});

/** As v10 takes it. */
export const job = jobBody(VERSIONS[0], 'create');

export const file = object(
	{
		name: text,
		size: count,
		seed: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
		historyId: count,
		jobId: count,
		jobTitle: text,
		type: text,
		source: text,
		media: text,
		uploadDate: { type: 'string', format: 'date-time' },
	},
	['size'],
);

export const advance = object({ ms: count }, ['ms']);
export const idParams = object({ id: { type: 'string', pattern: '^\\d{1,15}$' } }, ['id']);
export const redirect = object({ url: { type: 'string', nullable: true } }, ['url']);

export const storageFault = object({
	name: text,
	times: count,
	latencyMs: count,
	status: { type: 'integer', minimum: 200, maximum: 599 },
	redirect: { type: 'string' },
	truncate: count,
	chunkedTruncate: count,
	noLength: { type: 'boolean' },
	throttle: positive,
});
