import { ApiError } from '../core/errors';
import { SOURCES, SUB_TYPES } from './dictionary';
import type { JobDefinition } from './model';
import { parseDate } from './schedule';

const UNITS = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

/**
 * What the schema of a version cannot say: that source, type and media exist and fit, and that the
 * timeframe and the split size make sense. When the job runs is up to `Schedule`.
 * @throws ApiError 400
 */
export function checkDefinition({ source, timeFrame, jobParams, ...rest }: JobDefinition): void {
	if (!SOURCES.some(({ value }) => value === source)) throw invalid(`No source ${source}`);
	const known = SUB_TYPES.filter((one) => one.source === source && one.dataType === jobParams.type);
	if (known.length === 0) throw invalid(`No type ${jobParams.type} in source ${source}`);
	for (const medium of jobParams.media) {
		if (!known.some(({ name, enabled }) => name === medium && enabled)) {
			throw invalid(`No media ${medium} of type ${jobParams.type}, or it is not enabled`);
		}
	}
	if (!timeFrame.all) {
		const { dateFrom, dateTo } = timeFrame;
		if (!dateFrom && !dateTo) throw invalid('timeFrame needs all, or a date');
		const from = dateFrom ? parseDate('dateFrom', dateFrom) : -Infinity;
		const to = dateTo ? parseDate('dateTo', dateTo) : Infinity;
		if (from > to) throw invalid('dateFrom is after dateTo');
	}
	splitBytes(jobParams.fileSplitSize || rest.fileSplitSize);
}

/**
 * The bytes that a string such as `10MB` means (1024 each step up; a number alone is bytes); undefined when
 * there is none.
 * @throws ApiError 400 when it is not a size, or less than a byte
 */
export function splitBytes(size: string | undefined): number | undefined {
	if (!size) return undefined;
	const [, count, unit = 'B'] = /^(\d+(?:\.\d+)?)\s*([KMG]?B)?$/i.exec(size.trim()) ?? [];
	const bytes = Math.floor(Number(count) * UNITS[unit.toUpperCase() as keyof typeof UNITS]);
	if (!(bytes >= 1)) throw invalid(`fileSplitSize is to be a size such as 10MB, and not "${size}"`);
	return bytes;
}

/** The media a run exports: those named, or all that are enabled. */
export function mediaOf({ source, jobParams: { type, media } }: JobDefinition): string[] {
	if (media.length > 0) return media;
	return SUB_TYPES.filter(
		(one) => one.source === source && one.dataType === type && one.enabled,
	).map(({ name }) => name);
}

function invalid(detail: string): ApiError {
	return new ApiError(400, 'Invalid request parameters provided.', detail);
}
