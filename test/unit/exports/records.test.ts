import type { IDataObject } from 'n8n-workflow';
import { udm10 } from '../../../nodes/shared/apis/exports';
import {
	byAge,
	idOf,
	onlyMeant,
	recordsWithin,
	timeOf,
} from '../../../nodes/shared/exports/records';
import type { ApiRequest } from '../../../nodes/shared/transport/api';
import { ApiResponse } from '../../../nodes/shared/transport/response';

/** The ids of the exports of 20 November, by the pages of a history. */
async function within(...pages: IDataObject[][]) {
	const count = pages.flat().length;
	const requests: ApiRequest[] = [];
	const send = async (request: ApiRequest) => {
		requests.push(request);
		const items = pages[requests.length - 1] ?? [];
		return new ApiResponse(200, {}, { count, items }, udm10.envelope);
	};
	const period = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' };
	const records = await recordsWithin({ send, api: udm10 }, {}, period);
	return { ids: records.map(({ id }) => id), requests: requests.length };
}
const run = (id: number, createdDate: string | null) => ({ id, createdDate });

test('no further than the period', async () => {
	const pages = [[run(3, '2026-11-21T10:00:00Z')], [run(2, '2026-11-20T10:00:00Z')]];
	const older = run(1, '2026-11-19T10:00:00Z');
	expect(await within(...pages, [older], [older])).toEqual({ ids: [2], requests: 3 });
});

test('an export without a date does not end the reading, wherever it stands', async () => {
	const pages = [
		[run(9, null), run(8, '')],
		[run(7, '2026-11-20T10:00:00Z'), run(6, 'soon')],
	];
	expect(await within(...pages, [run(5, '2026-11-20T09:00:00Z')])).toEqual({
		ids: [6, 8, 9, 5, 7],
		requests: 3,
	});
});

describe('dates', () => {
	const { TZ } = process.env;
	beforeEach(() => void (process.env.TZ = 'America/New_York'));
	afterEach(() => {
		if (TZ === undefined) delete process.env.TZ;
		else process.env.TZ = TZ;
	});

	test.each([
		'2026-11-20T02:00:00.000Z',
		'2026-11-20T02:00:00',
		'2026-11-20 02:00:00.000',
		'2026-11-20T02:00:00.000+0000',
		'2026-11-20T04:00:00+02:00',
		'2026-11-19T21:00:00-0500',
		Date.UTC(2026, 10, 20, 2),
	])('%s', (createdDate) => {
		expect(timeOf({ createdDate })).toBe(Date.UTC(2026, 10, 20, 2));
	});

	test.each([null, '', 'soon', {}])('%p is none', (createdDate) => {
		expect(timeOf({ createdDate } as IDataObject)).toBe(0);
	});
});

describe('the runs of a job', () => {
	const records: IDataObject[] = [
		{ id: 1, parentId: 7 },
		{ id: 7, parentId: 0, title: 'Nightly' },
		{ id: 7, title: 'of another job' },
		{ id: 7, parentId: 8, title: 'Nightly' },
		{ id: 9 },
	];
	/** The places of the records that are meant, when the job is answered so. */
	async function meant(status: number, job: IDataObject, some = records) {
		const paths: string[] = [];
		const send = async ({ path }: ApiRequest) => {
			paths.push(path);
			return new ApiResponse(status, {}, job, udm10.envelope);
		};
		const found = await onlyMeant(send, some, { jobId: '7' });
		return { found: found.map((record) => some.indexOf(record)), paths };
	}

	test.each<[string, number, IDataObject, number[]]>([
		['the job has', 200, { id: 7, title: 'Nightly' }, [0, 1]],
		['no job has', 404, {}, [0]],
		['a job without one has', 200, { id: 7 }, [0]],
	])(
		'are those that name it, or have its ID and the title that %s',
		async (_what, status, job, found) => {
			expect(await meant(status, job)).toEqual({ found, paths: ['/export/jobs/7'] });
		},
	);

	test('ask for no job when all name one', async () => {
		const { found, paths } = await meant(404, {}, [{ id: 1, parentId: '7' }, { id: 2 }]);
		expect(found).toEqual([0]);
		expect(paths).toEqual([]);
	});
});

test('IDs of any size are sorted as numbers, and text after its date', () => {
	const sorted = ['9007199254740993', 9, '9007199254740992', 10, 'b', 'a'].map((id) => ({ id }));
	expect([...sorted].sort(byAge).map(({ id }) => id)).toEqual([
		...['a', 'b', 9, 10, '9007199254740992', '9007199254740993'],
	]);
});

test.each([[{}], [{ id: null }], [{ id: '' }], [{ id: {} }], [{ id: [7] }]])(
	'%j has no ID that could be asked for',
	(record) => {
		expect(() => idOf(record)).toThrow('without an ID');
	},
);
