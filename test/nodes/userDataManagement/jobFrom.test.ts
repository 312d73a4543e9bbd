import type { IDataObject } from 'n8n-workflow';
import {
	changedJob,
	jobFrom,
} from '../../../nodes/GenesysUserDataManagement/actions/exportJob/knownJob';
import { udm10 } from '../../../nodes/shared/apis/exports';
import type { ApiRequest } from '../../../nodes/shared/transport/api';
import { ApiResponse } from '../../../nodes/shared/transport/response';

const info = {
	...{ id: 1, type: 'Interactions', source: 'UCS', title: 'Nightly', fileSplitSize: '10MB' },
	...{ fileName: 'a.zip', fileSize: 5, status: 'WAITING', createdDate: '2026-11-01' },
	...{ dateFrom: '2026-01-01', dateTo: '', description: '', media: ['chat'], progress: 0 },
	...{ parentId: 0, exportAttachments: true },
};

test('what V10 and Cloud Data Download tell: neither when it runs, nor both types', () => {
	expect(jobFrom(info)).toEqual({
		...{ title: 'Nightly', source: 'UCS', dataType: 'Interactions', media: ['chat'] },
		timeFrame: { all: false, dateFrom: '2026-01-01' },
		...{ description: '', exportAttachments: true, fileSplitSize: '10MB' },
	});
});

test('the one type can be that of the job', () => {
	const { jobType, dataType } = jobFrom({ ...info, type: 'DataSync' });
	expect([jobType, dataType]).toEqual(['DataSync', undefined]);
});

test('without dates it is of all; without the fields for dates nothing is known', () => {
	expect(jobFrom({ ...info, dateFrom: '' }).timeFrame).toEqual({ all: true });
	expect(jobFrom({ ...info, dateFrom: null, dateTo: null }).timeFrame).toEqual({ all: true });
	const none = { dateFrom: undefined, dateTo: undefined };
	expect(jobFrom({ ...info, ...none }).timeFrame).toBeUndefined();
});

test.each([
	['true', true],
	['false', false],
	[false, false],
])('what V4 tells is a definition; suspended: %p', (suspended, is) => {
	const definition = {
		...{ source: 'UCS', title: 'Nightly', timeFrame: { all: true } },
		schedulerParam: { immediately: false, cron: '0 2 * * *' },
		jobParams: { type: 'Contacts', media: ['contact'], fileSplitSize: '5MB' },
		suspended,
	};
	expect(jobFrom({ id: 1, ...definition })).toEqual({
		...{ title: 'Nightly', source: 'UCS', dataType: 'Contacts', media: ['contact'] },
		...{ timeFrame: { all: true }, schedulerParam: definition.schedulerParam },
		...{ fileSplitSize: '5MB', suspended: is },
	});
});

test.each([
	['it is not in it', [{ id: 2 }], false],
	['it is in it', [{ id: 2 }, { id: 1 }], true],
])('whether a job is suspended, by the list of those that are: %s', async (_what, rows, is) => {
	expect((await changedBy(rows)).body.suspended).toBe(is);
});

test('is not known by rows that do not say which job they are', async () => {
	await expect(changedBy([{ jobId: 1 }])).rejects.toThrow('The export job has no Suspended');
});

/** An update of the job above, where the list of suspended jobs has these rows. */
async function changedBy(items: IDataObject[]) {
	const send = async ({ path }: ApiRequest) =>
		new ApiResponse(200, {}, path.endsWith('/1') ? info : { items }, udm10.envelope);
	const changes = { jobType: 'UCS', schedule: 'immediately' } as const;
	const context = { send, api: udm10, warn: () => {}, timezone: 'UTC' } as never;
	return await changedJob('1', changes, context, 'update');
}
