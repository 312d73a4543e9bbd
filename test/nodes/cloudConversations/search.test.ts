import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { cloudCredential } from '../../harness/genesysCredentials';
import { runNode } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';

const sim = withSimulator({ seed: 1, samples: false });

async function search(parameters: INodeParameters = {}) {
	const { items, error } = await runNode({
		node: 'genesysCloudConversations',
		parameters: {
			resource: 'conversation',
			operation: 'search',
			period: 'lastHours',
			...parameters,
		},
		credentials: cloudCredential(sim),
	});
	return { rows: items.map(({ json }) => json), error };
}

const bodies = () => sim.control.requests.list().map(({ body }) => JSON.parse(body) as IDataObject);

const answers = (...all: object[]) => {
	for (const body of all) sim.control.faults.add({ kind: 'status', status: 200, body });
};

const found = (count: number, first = 0) =>
	Array.from({ length: count }, (_, index) => ({ conversationId: `c-${first + index}` }));

test('each filter finds what it says', async () => {
	const { queues, users } = sim.control.cloud.directory();
	const video = sim.control.cloud.addConversation({ media: 'video' });
	const social = sim.control.cloud.addConversation({
		media: 'email',
		participants: [
			{ purpose: 'customer', direction: 'outbound' },
			{ purpose: 'agent', userId: users[1].id, queueId: queues[1].id, state: 'disconnected' },
		],
	});
	const ids = async (filters: INodeParameters) =>
		(await search({ filters })).rows.map(({ conversationId }) => conversationId);
	expect(await ids({})).toEqual([social.id, video.id]);
	expect(await ids({ mediaTypes: ['video', 'voice'] })).toEqual([video.id]);
	expect(await ids({ direction: 'outbound' })).toEqual([social.id]);
	expect(await ids({ queue: queues[1].id })).toEqual([social.id]);
	expect(await ids({ user: users[0].id })).toEqual([video.id]);
	expect(await ids({ conversationIds: `${video.id}, other` })).toEqual([video.id]);
	expect(await ids({ conversationState: 'ended' })).toEqual([]);
	expect(await ids({ conversationState: 'inProgress', mediaTypes: ['email'] })).toEqual([
		social.id,
	]);
	expect(await ids({ queue: queues[1].id, user: users[0].id })).toEqual([]);
});

test('a found conversation says by whom, by what and in which queue it was', async () => {
	const { queues, users } = sim.control.cloud.directory();
	const userId = users[0].id;
	const { id, startTime } = sim.control.cloud.addConversation({
		media: 'message',
		participants: [{ purpose: 'customer' }, { purpose: 'agent', userId, queueId: queues[0].id }],
	});
	expect((await search()).rows).toEqual([
		{
			conversationId: id,
			conversationStart: startTime,
			originatingDirection: 'inbound',
			divisionIds: [expect.any(String)],
			mediaTypes: ['message'],
			queueIds: [queues[0].id],
			userIds: [userId],
			wrapUpCodes: [],
		},
	]);
	const [whole] = (await search({ simplify: false })).rows;
	expect(whole.participants).toHaveLength(2);
});

test('nothing found is no row: Genesys leaves the list out', async () => {
	expect(await search()).toEqual({ rows: [], error: undefined });
	answers({});
	expect(await search()).toEqual({ rows: [], error: undefined });
	answers({ totalHits: 0, aggregations: [] });
	expect(await search()).toEqual({ rows: [], error: undefined });
});

test.each([{ totalHits: 5 }, { id: null }, { entities: [] }, { conversations: 5, totalHits: 0 }])(
	'%j is no search that has found nothing',
	async (body) => {
		answers(body);
		const { error } = await search();
		expect(error?.message).toContain('in place of a list of conversations');
	},
);

test.each([
	{ dateFrom: '0099-01-01T00:00:00Z', dateTo: '2026-01-01T00:00:00Z' },
	{ dateFrom: '2026-01-01T00:00:00Z', dateTo: '9999-01-01T00:00:00Z' },
])('no period is asked for that takes thousands of requests (%j)', async (dates) => {
	const { error } = await search({ period: 'between', ...dates });
	expect(error?.message).toContain('longer than ten years');
	expect(bodies()).toEqual([]);
});

test('a period that is longer than Genesys takes is asked for in parts, and nothing comes twice', async () => {
	answers(
		{ conversations: found(2), totalHits: 2 },
		{ conversations: found(2, 1), totalHits: 2 },
		{ totalHits: 0 },
	);
	const { rows } = await search({
		period: 'between',
		dateFrom: '2026-01-01T00:00:00Z',
		dateTo: '2026-03-10T00:00:00Z',
		returnAll: true,
		options: { order: 'asc' },
	});
	expect(rows.map(({ conversationId }) => conversationId)).toEqual(['c-0', 'c-1', 'c-2']);
	expect(bodies().map(({ interval }) => interval)).toEqual([
		'2026-01-01T00:00:00.000Z/2026-02-01T00:00:00.000Z',
		'2026-02-01T00:00:00.000Z/2026-03-04T00:00:00.000Z',
		'2026-03-04T00:00:00.000Z/2026-03-10T00:00:00.000Z',
	]);
});

test('the newest come first, of the last part first, and the Limit ends it', async () => {
	answers({ conversations: found(3), totalHits: 3 });
	const { rows } = await search({
		period: 'between',
		dateFrom: '2026-01-01T00:00:00Z',
		dateTo: '2026-02-10T00:00:00Z',
		limit: 3,
	});
	expect(rows).toHaveLength(3);
	expect(bodies()).toMatchObject([
		{
			interval: '2026-02-01T00:00:00.000Z/2026-02-10T00:00:00.000Z',
			order: 'desc',
			orderBy: 'conversationStart',
			paging: { pageSize: 3, pageNumber: 1 },
		},
	]);
});

test('Return All reads every page, as many as totalHits says', async () => {
	answers(
		{ conversations: found(100), totalHits: 150 },
		{ conversations: found(50, 100), totalHits: 150 },
	);
	expect((await search({ returnAll: true })).rows).toHaveLength(150);
	expect(bodies().map(({ paging }) => paging)).toEqual([
		{ pageSize: 100, pageNumber: 1 },
		{ pageSize: 100, pageNumber: 2 },
	]);
});

test('a server that gives the same page for ever is an error', async () => {
	const body = { conversations: found(100), totalHits: 1_000 };
	sim.control.faults.add({ kind: 'status', status: 200, body, times: 0 });
	expect((await search({ returnAll: true })).error?.message).toBe(
		'Genesys sent the same page twice',
	);
});

test('something else in place of the conversations is an error', async () => {
	answers({ conversations: 'none' });
	expect((await search()).error?.message).toContain('in place of a list of conversations');
});

test('Body Fields (JSON) win over the filters', async () => {
	const filter = { type: 'and', predicates: [{ dimension: 'purpose', value: 'agent' }] };
	const bodyJson = JSON.stringify({ segmentFilters: [filter] });
	await search({ filters: { mediaTypes: ['email'] }, options: { bodyJson } });
	expect(bodies()[0].segmentFilters).toEqual([filter]);
});

test('a date that comes out empty is an error that names the field', async () => {
	const { error } = await search({ period: 'after', dateFrom: '={{ $json.none }}' });
	expect(error?.message).toContain('From Date');
	expect(bodies()).toEqual([]);
});

test('a period that has not begun yet is an error, and nothing is asked for', async () => {
	const { error } = await search({ period: 'after', dateFrom: '2999-01-01T00:00:00Z' });
	expect(error?.message).toContain('has not begun yet');
	expect(bodies()).toEqual([]);
});
