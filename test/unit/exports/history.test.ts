import type { IDataObject } from 'n8n-workflow';
import { udm10 } from '../../../nodes/shared/apis/exports';
import { latestRun } from '../../../nodes/shared/exports/history';
import type { ApiRequest } from '../../../nodes/shared/transport/api';
import { ApiResponse } from '../../../nodes/shared/transport/response';

/** The id of the run that is found in a history; `same` is the record that has the id of the job. */
async function found(
	items: IDataObject[],
	same?: IDataObject,
	job: IDataObject = { id: 7, title: 'Nightly' },
) {
	const send = async ({ path }: ApiRequest) =>
		path.endsWith('/history')
			? new ApiResponse(200, {}, { count: items.length, items }, udm10.envelope)
			: new ApiResponse(same ? 200 : 404, {}, same ?? '', udm10.envelope);
	return (await latestRun(send, job, udm10))?.id;
}
const run = (id: number, createdDate: string, parentId = 7) => ({ id, createdDate, parentId });

test('the newest run of the job, whatever the order and the offset of the dates', async () => {
	const runs = [
		run(1, '2026-11-21T09:00:00Z'),
		run(2, '2026-11-21T10:30:00+02:00'),
		run(3, '2026-11-20T23:00:00Z'),
	];
	expect(await found(runs)).toBe(1);
	expect(await found(runs.reverse())).toBe(1);
});

test('of runs of the same moment, the one with the highest id', async () => {
	expect(await found([run(9, '2026-11-21'), run(10, '2026-11-21')])).toBe(10);
});

test('the run of another job is none', async () => {
	expect(await found([run(1, '2026-11-21', 8)])).toBeUndefined();
});

test('the record with the id of the job counts when it has its title', async () => {
	expect(await found([], { id: 7, title: 'Nightly' })).toBe(7);
	expect(await found([], { id: 7, title: 'Another' })).toBeUndefined();
	expect(await found([], { id: 7, title: 'Nightly', parentId: 8 })).toBeUndefined();
	expect(await found([], { id: 8, title: 'Nightly' })).toBeUndefined();
});

test('no record is that of a job without a title', async () => {
	expect(await found([], { id: 7 }, { id: 7 })).toBeUndefined();
});

test('of runs of the same moment, the higher id counts however long it is', async () => {
	const [low, high] = ['9007199254740992', '9007199254740993'];
	const runs = [high, low].map((id) => ({ id, createdDate: '2026-11-21', parentId: 7 }));
	expect(await found(runs)).toBe(high);
});

test.each([null, {}, ''])('a run of the job whose id is %j is an error', async (id) => {
	await expect(found([{ id, parentId: 7 }])).rejects.toThrow(
		'Genesys sent a history record without an ID',
	);
});
