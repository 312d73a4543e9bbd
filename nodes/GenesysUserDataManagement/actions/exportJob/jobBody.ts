import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { isoDate } from '../../../shared/descriptions/dates';
import { nameList } from '../../../shared/descriptions/fields';
import type { Item, ValuesOf } from '../../../shared/engine/operation';
import { versionOf } from '../../../shared/exports/versions';
import type { contentProperties, scheduleProperties } from './fields';

type Content = ValuesOf<typeof contentProperties>;
type Schedule = ValuesOf<typeof scheduleProperties>;

/** A job that runs once, at once. */
export const NOW: Schedule = {
	schedule: 'immediately',
	cron: '',
	startDate: '',
	runs: 0,
	suspended: false,
};

/**
 * The body of a request that creates or updates a job, in the form of the API version that is chosen.
 * @throws UserError when a value cannot be right, before anything is sent
 */
export function jobBody(
	values: Content & Schedule,
	{ api, timezone }: Pick<Item, 'api' | 'timezone'>,
	purpose: 'create' | 'update' = 'create',
): IDataObject {
	const version = versionOf(api);
	const { description, exportAttachments, fileSplitSize } = values.additionalFields ?? {};
	const splitSize = checkedSize(fileSplitSize);
	const withType =
		version.jobType === 'always' || (version.jobType === 'update' && purpose === 'update');
	return {
		source: String(values.source),
		title: String(values.title),
		...(withType ? { type: values.jobType || 'UCS' } : {}),
		timeFrame: timeFrameOf(values, timezone),
		...(splitSize && version.splitSizeTwice ? { fileSplitSize: splitSize } : {}),
		...(description ? { description } : {}),
		schedulerParam: schedulerOf(values, timezone),
		jobParams: {
			type: String(values.dataType),
			media: checkedMedia(values.media),
			...(splitSize ? { fileSplitSize: splitSize } : {}),
			...(version.exportAttachments && exportAttachments !== undefined
				? { exportAttachments }
				: {}),
		},
		suspended: version.suspended(String(values.suspended) === 'true'),
	};
}

function timeFrameOf(values: Content, timezone: string): IDataObject {
	if (values.timeFrame === 'all') return { all: true };
	const dateFrom = isoDate(values.dateFrom, timezone);
	const dateTo = isoDate(values.dateTo, timezone);
	if (dateFrom < dateTo) return { all: false, dateFrom, dateTo };
	throw new UserError('From Date is not before To Date', {
		description: `The period would be from ${dateFrom} to ${dateTo}. Swap the dates.`,
	});
}

function schedulerOf({ schedule, cron, startDate, runs }: Schedule, timezone: string): IDataObject {
	if (schedule !== 'scheduled') return { immediately: true };
	const expression = String(cron ?? '').trim();
	const count = Number(runs ?? 0);
	if (!expression && !startDate) {
		throw new UserError('The schedule is empty', {
			description: 'Fill in Cron Expression, Start Date, or both; or choose Immediately.',
		});
	}
	if (expression && !/^[\d*/,\-?LW#A-Za-z]+( +[\d*/,\-?LW#A-Za-z]+){4,6}$/.test(expression)) {
		throw new UserError(`"${cron}" is not a cron expression`, {
			description: 'It has five to seven fields with spaces between them, for example 0 0 2 * * ?',
		});
	}
	if (!Number.isInteger(count) || count < 0) {
		throw new UserError('Runs is not a whole number', {
			description: 'Enter how often the job runs in all, or 0 for no limit.',
		});
	}
	return {
		immediately: false,
		...(expression ? { cron: expression } : {}),
		...(count ? { runs: String(count) } : {}),
		...(startDate ? { startDate: isoDate(startDate, timezone) } : {}),
	};
}

/** An expression can give one name, or several with commas. */
function checkedMedia(media: unknown): string[] {
	const names = nameList(media);
	if (names.length > 0) return names;
	throw new UserError('No media is chosen', {
		description: 'Choose at least one in Media; the list shows those of the source and data type.',
	});
}

function checkedSize(size: unknown): string | undefined {
	const text = String(size ?? '').trim();
	if (text === '') return undefined;
	if (Number.parseFloat(text) > 0 && /^\d+(\.\d+)?\s*([KMG]?B)?$/i.test(text)) return text;
	throw new UserError(`"${text}" is not a file size`, {
		description: 'Enter a number, with KB, MB or GB if it is not bytes, for example 100MB.',
	});
}
