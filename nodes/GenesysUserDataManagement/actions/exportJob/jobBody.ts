import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ExportApi } from '../../../shared/apis/exports';
import type { ValuesOf } from '../../../shared/descriptions/property';
import { compact } from '../../../shared/transport/body';
import type { contentProperties, scheduleProperties } from './jobProperties';

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
	{ version }: Pick<ExportApi, 'version'>,
	purpose: 'create' | 'update' = 'create',
): IDataObject {
	const { description, exportAttachments, fileSplitSize } = values.additionalFields;
	const splitSize = checkedSize(fileSplitSize);
	const withType =
		version.jobType === 'always' || (version.jobType === 'update' && purpose === 'update');
	return compact({
		source: values.source,
		title: values.title,
		type: withType ? values.jobType : undefined,
		timeFrame: timeFrameOf(values),
		fileSplitSize: version.splitSizeTwice ? splitSize : undefined,
		description,
		schedulerParam: schedulerOf(values),
		jobParams: compact({
			type: values.dataType,
			media: checkedMedia(values.media),
			fileSplitSize: splitSize,
			exportAttachments: version.exportAttachments ? exportAttachments : undefined,
		}),
		suspended: version.suspended(values.suspended),
	});
}

function timeFrameOf({ timeFrame, dateFrom, dateTo }: Content): IDataObject {
	if (timeFrame === 'all') return { all: true };
	if (dateFrom < dateTo) return { all: false, dateFrom, dateTo };
	throw new UserError('From Date is not before To Date', {
		description: `The period would be from ${dateFrom} to ${dateTo}. Swap the dates.`,
	});
}

function schedulerOf({ schedule, cron, startDate, runs }: Schedule): IDataObject {
	if (schedule !== 'scheduled') return { immediately: true };
	const expression = cron.trim();
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
	if (!Number.isInteger(runs)) {
		throw new UserError('Runs is not a whole number', {
			description: 'Enter how often the job runs in all, or 0 for no limit.',
		});
	}
	return compact({
		immediately: false,
		cron: expression,
		runs: runs ? `${runs}` : undefined,
		startDate,
	});
}

function checkedMedia(names: string[]): string[] {
	if (names.length > 0) return names;
	throw new UserError('No media is chosen', {
		description: 'Choose at least one in Media; the list shows those of the source and data type.',
	});
}

function checkedSize(size = ''): string | undefined {
	const text = size.trim();
	if (text === '') return undefined;
	if (Number.parseFloat(text) > 0 && /^\d+(\.\d+)?\s*([KMG]?B)?$/i.test(text)) return text;
	throw new UserError(`"${text}" is not a file size`, {
		description: 'Enter a number, with KB, MB or GB if it is not bytes, for example 100MB.',
	});
}
