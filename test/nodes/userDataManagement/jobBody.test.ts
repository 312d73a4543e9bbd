import type { IDataObject } from 'n8n-workflow';
import { jobBody, NOW } from '../../../nodes/GenesysUserDataManagement/actions/exportJob/jobBody';
import {
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
	additionalFields: { description: 'text', exportAttachments: true, fileSplitSize: '100MB' },
	...NOW,
};
/** The body for what a user filled in, in a workflow whose time zone is New York. */
function body(
	more: Partial<Record<keyof typeof values, unknown>> = {},
	version = 'udm10',
	purpose: 'create' | 'update' = 'create',
) {
	const given: Record<string, unknown> = { ...values, ...more };
	const read = [...contentProperties, ...scheduleProperties].map((property) => [
		property.name,
		coerce(property, given[property.name], 'America/New_York'),
	]);
	const api = exportApis.find(({ choice }) => choice.value === version) as ExportApi;
	return jobBody(Object.fromEntries(read) as never, api, purpose);
}

test('version 10 has the type of the job, attachments, and a boolean', () => {
	expect(body()).toEqual({
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

test.each(['udm4', 'cdds'])('%s has the split size twice, a text, and none of the new', (api) => {
	const older = body({ suspended: true }, api);
	expect(older).toMatchObject({
		fileSplitSize: '100MB',
		jobParams: { fileSplitSize: '100MB' },
		suspended: 'true',
	});
	expect(older).not.toHaveProperty('type');
	expect(older.jobParams).not.toHaveProperty('exportAttachments');
});

test.each([
	['udm10', true],
	['udm4', true],
	['cdds', false],
])('the update of %s has a type: %s', (api, has) => {
	expect('type' in body({}, api, 'update')).toBe(has);
});

test('a schedule', () => {
	const scheduled = {
		schedule: 'scheduled',
		cron: ' 0 0 2 * * ? ',
		runs: 5,
		startDate: '2026-12-01',
	};
	expect(body(scheduled).schedulerParam).toEqual({
		immediately: false,
		cron: '0 0 2 * * ?',
		runs: '5',
		startDate: '2026-12-01T05:00:00.000Z',
	});
	expect(body({ ...scheduled, cron: '', runs: 0 }).schedulerParam).toEqual({
		immediately: false,
		startDate: '2026-12-01T05:00:00.000Z',
	});
});

test('everything there is', () => {
	expect(body({ timeFrame: 'all', dateFrom: '', dateTo: '' }).timeFrame).toEqual({ all: true });
});

test('dates with an offset keep it, whatever the time zone of the workflow', () => {
	const { timeFrame } = body({ dateFrom: '2026-11-20T00:00:00+01:00' });
	expect((timeFrame as IDataObject).dateFrom).toBe('2026-11-19T23:00:00.000Z');
});

test('media from an expression can be a text', () => {
	expect(body({ media: 'chat, email' }).jobParams).toMatchObject({ media: ['chat', 'email'] });
});

test.each([
	[{ dateFrom: '2026-11-21T00:00:00' }, 'From Date is not before To Date'],
	[{ dateFrom: 'yesterday' }, '"yesterday" is not a date'],
	[{ schedule: 'scheduled' }, 'The schedule is empty'],
	[{ schedule: 'scheduled', cron: 'every night' }, 'is not a cron expression'],
	[{ schedule: 'scheduled', cron: '* * * *' }, 'is not a cron expression'],
	[{ schedule: 'scheduled', cron: '0 2 * * *', runs: 1.5 }, 'Runs is not a whole number'],
	[{ media: [] }, 'No media is chosen'],
	[{ additionalFields: { fileSplitSize: 'large' } }, '"large" is not a file size'],
	[{ additionalFields: { fileSplitSize: '0MB' } }, '"0MB" is not a file size'],
])('%j is refused before it is sent', (more, message) => {
	expect(() => body(more)).toThrow(message);
});
