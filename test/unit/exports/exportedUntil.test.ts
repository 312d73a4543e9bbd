import type { IDataObject } from 'n8n-workflow';
import { udm10 } from '../../../nodes/shared/apis/exports';
import { exportedUntil } from '../../../nodes/shared/exports/history';
import type { ApiRequest } from '../../../nodes/shared/transport/api';
import { ApiResponse } from '../../../nodes/shared/transport/response';

/** How far the exports "Nightly" have got, by pages of their history. */
async function reached(...pages: IDataObject[][]) {
	const count = pages.flat().length;
	const requests: ApiRequest[] = [];
	const send = async (request: ApiRequest) => {
		requests.push(request);
		const items = pages[requests.length - 1] ?? [];
		return new ApiResponse(200, {}, { count, items }, udm10.envelope);
	};
	return { until: await exportedUntil(send, 'Nightly', udm10), requests: requests.length };
}
const run = (createdDate: string, dateTo: string, more: IDataObject = {}) => ({
	...{ title: 'Nightly', status: 'COMPLETED', createdDate, dateTo, ...more },
});

test('the latest end, whatever the order and the offset of the dates', async () => {
	const runs = [
		run('2026-11-03T02:00:00Z', '2026-11-03T01:30:00+02:00'),
		run('2026-11-02T02:00:00Z', '2026-11-02T00:00:00Z'),
	];
	expect((await reached(runs)).until).toBe('2026-11-02T23:30:00.000Z');
	expect((await reached(runs.reverse())).until).toBe('2026-11-02T23:30:00.000Z');
});

test('an export of an older period, later, does not take it back', async () => {
	const again = run('2026-11-05T12:00:00Z', '2026-02-01T00:00:00Z');
	const nightly = run('2026-11-05T02:00:00Z', '2026-11-05T00:00:00Z');
	expect((await reached([again, nightly])).until).toBe('2026-11-05T00:00:00.000Z');
});

test.each([
	['an end in the future was not reached', '2099-01-01T00:00:00Z'],
	['without an end it is the moment of the export', ''],
	['so it is when the end is no date', 'soon'],
])('%s', async (_what, dateTo) => {
	const { until } = await reached([run('2026-11-05T02:00:00Z', dateTo)]);
	expect(until).toBe('2026-11-05T02:00:00.000Z');
});

test('an export whose creation is not known reached its end', async () => {
	const undated = run('', '2026-11-05T00:00:00Z');
	expect((await reached([undated])).until).toBe('2026-11-05T00:00:00.000Z');
});

test('one without a date does not end the reading', async () => {
	const undated = run('', '2026-11-01T00:00:00Z');
	const newest = run('2026-11-05T02:00:00Z', '2026-11-05T00:00:00Z');
	expect(await reached([undated], [newest])).toEqual({
		until: '2026-11-05T00:00:00.000Z',
		requests: 2,
	});
});

test('what is not finished, or has another title, does not count', async () => {
	const others = [
		run('2026-11-05T02:00:00Z', '', { status: 'RUNNING' }),
		run('2026-11-04T02:00:00Z', '', { status: 'FAILED' }),
		run('2026-11-03T02:00:00Z', '', { title: 'Nightly, too' }),
	];
	expect((await reached(others)).until).toBeUndefined();
	expect((await reached([])).until).toBeUndefined();
});

test('older pages are not asked for once nothing in them can have got further', async () => {
	const newest = run('2026-11-05T02:00:00Z', '2026-11-05T00:00:00Z');
	const older = run('2026-11-04T02:00:00Z', '2026-11-04T00:00:00Z');
	expect((await reached([newest, older], [older])).requests).toBe(1);
	expect((await reached([newest], [older])).requests).toBe(2);
});

test('a history that is not sorted is read to its end', async () => {
	const first = run('2026-11-01T02:00:00Z', '2026-11-01T00:00:00Z');
	const second = run('2026-11-02T02:00:00Z', '2026-11-02T00:00:00Z');
	const third = run('2026-11-03T02:00:00Z', '2026-11-03T00:00:00Z');
	expect(await reached([first, second, first], [third])).toEqual({
		until: '2026-11-03T00:00:00.000Z',
		requests: 2,
	});
});
