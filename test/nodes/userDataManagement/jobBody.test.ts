import type { IDataObject } from 'n8n-workflow';
import {
	jobBody,
	type Purpose,
} from '../../../nodes/GenesysUserDataManagement/actions/exportJob/jobBody';
import { jobOf, NOW } from '../../../nodes/GenesysUserDataManagement/actions/exportJob/jobFields';
import {
	additionalFields,
	contentProperties,
	scheduleProperties,
} from '../../../nodes/GenesysUserDataManagement/actions/exportJob/jobProperties';
import { exportApis, type ExportApi } from '../../../nodes/shared/apis/exports';
import { coerce } from '../../../nodes/shared/descriptions/coerce';

const values = {
	title: 'Nightly',
	source: 'UCS',
	jobType: 'DataSync',
	dataType: 'Interactions',
	media: ['chat', 'email'],
	timeFrame: 'between',
	dateFrom: '2026-11-20T00:00:00',
	dateTo: '2026-11-21T00:00:00',
	days: 7,
	hours: 24,
	additionalFields: { description: 'text', exportAttachments: true, fileSplitSize: '100MB' },
	...NOW,
};
const timezone = 'America/New_York';
const warnings: string[] = [];
beforeEach(() => warnings.splice(0));

/** The body for what a user filled in, in a workflow whose time zone is New York. */
async function body(
	more: Partial<Record<keyof typeof values, unknown>> = {},
	version = 'udm10',
	purpose: Purpose = 'create',
) {
	const filledIn: Record<string, unknown> = { ...values, ...more };
	const read = Object.fromEntries(
		[...contentProperties, ...scheduleProperties, additionalFields].map((property) => [
			property.name,
			coerce(property, filledIn[property.name] ?? '', timezone),
		]),
	) as typeof values;
	const api = exportApis.find(({ choice }) => choice.value === version) as ExportApi;
	const warn = (text: string) => warnings.push(text);
	const context = { api, timezone, warn, isExpression: () => false } as never;
	const fields = { ...read, ...read.additionalFields } as never;
	return jobBody(await jobOf(fields, context), context, purpose);
}

test('version 10 has the type of the job, attachments, and a boolean', async () => {
	expect(await body()).toEqual({
		source: 'UCS',
		title: 'Nightly',
		type: 'DataSync',
		description: 'text',
		timeFrame: {
			all: false,
			dateFrom: '2026-11-20T05:00:00.000Z',
			dateTo: '2026-11-21T05:00:00.000Z',
		},
		schedulerParam: { immediately: true },
		jobParams: {
			type: 'Interactions',
			media: ['chat', 'email'],
			fileSplitSize: '100MB',
			exportAttachments: true,
		},
		suspended: false,
	});
});

test.each(['udm4', 'cdds'])(
	'%s has the split size twice, a text, and none of the new',
	async (api) => {
		const older = await body({ suspended: true }, api);
		expect(older).toMatchObject({
			fileSplitSize: '100MB',
			jobParams: { fileSplitSize: '100MB' },
			suspended: 'true',
		});
		expect(older).not.toHaveProperty('type');
		expect(older.jobParams).not.toHaveProperty('exportAttachments');
	},
);

test.each([
	['udm10', true],
	['udm4', true],
	['cdds', false],
])('the update of %s has a type: %s', async (api, has) => {
	expect('type' in (await body({}, api, 'update'))).toBe(has);
});

test('a schedule', async () => {
	const scheduled = {
		schedule: 'scheduled',
		cron: ' 0 0 2 * * ? ',
		runs: 5,
		startDate: '2026-12-01',
	};
	expect((await body(scheduled)).schedulerParam).toEqual({
		immediately: false,
		cron: '0 0 2 * * ?',
		runs: '5',
		startDate: '2026-12-01T05:00:00.000Z',
	});
	expect((await body({ ...scheduled, cron: '', runs: 0 })).schedulerParam).toEqual({
		immediately: false,
		startDate: '2026-12-01T05:00:00.000Z',
	});
});

test('everything there is', async () => {
	expect((await body({ timeFrame: 'all', dateFrom: '', dateTo: '' })).timeFrame).toEqual({
		all: true,
	});
});

test('dates with an offset keep it, whatever the time zone of the workflow', async () => {
	const { timeFrame } = await body({ dateFrom: '2026-11-20T00:00:00+01:00' });
	expect((timeFrame as IDataObject).dateFrom).toBe('2026-11-19T23:00:00.000Z');
});

test('media from an expression can be a text', async () => {
	expect((await body({ media: 'chat, email' })).jobParams).toMatchObject({
		media: ['chat', 'email'],
	});
});

test.each([
	[{ dateFrom: '2026-11-21T00:00:00' }, 'From Date is not before To Date'],
	[{ dateFrom: 'yesterday' }, 'The field "From Date" is not a date'],
	[{ schedule: 'scheduled' }, 'The schedule is empty'],
	[{ schedule: 'scheduled', cron: 'every night' }, 'is not a cron expression'],
	[{ schedule: 'scheduled', cron: '* * * *' }, 'is not a cron expression'],
	[
		{ schedule: 'scheduled', cron: '0 2 * * *', runs: 1.5 },
		'The field "Runs" is not a whole number',
	],
	[{ media: [] }, 'No media is chosen'],
])('%j is refused before it is sent', async (more, message) => {
	await expect(body(more)).rejects.toThrow(message);
});
