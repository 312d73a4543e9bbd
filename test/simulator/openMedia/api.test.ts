import type { AxiosInstance } from 'axios';
import type { Simulator } from '../../../simulator';
import { startWithClient } from '../helper';

const PATH = '/nexus/v3/openmedia/workitems/interactions';

describe('Openmedia API', () => {
	let sim: Simulator;
	let client: AxiosInstance;
	let control: AxiosInstance;

	beforeAll(async () => {
		({ sim, client, control } = await startWithClient());
	});
	beforeEach(async () => await sim.control.reset());
	afterAll(async () => await sim.close());

	const create = async (data: Record<string, unknown> = {}) => await client.post(PATH, { data });

	test('a workitem created can be read by its id and by its external id', async () => {
		const { status, data } = await create({
			externalId: 'case-1',
			parentInteractionId: 'p-1',
			receivedAt: '2025-02-01T10:00:00+01:00',
			userData: { priority: 'high', nested: { a: [1] } },
		});
		expect(status).toBe(200);
		expect(data).toEqual({
			status: { code: 0, message: 'OK' },
			data: {
				id: expect.stringMatching(/^[0-9a-f-]{36}$/),
				openMediaService: 'workitems',
				status: 'open',
				externalId: 'case-1',
				parentInteractionId: 'p-1',
				receivedAt: '2025-02-01T10:00:00+01:00',
				userData: { priority: 'high', nested: { a: [1] } },
				stopReason: null,
			},
		});
		expect((await client.get(`${PATH}/ext_case-1`)).data).toEqual(data);
		expect((await client.get(`${PATH}/${data.data.id}`)).data).toEqual(data);
	});

	test('everything but data may be left out of a creation', async () => {
		const { status, data } = await create();
		expect(status).toBe(200);
		expect(data.data).toMatchObject({ externalId: null, userData: {} });
	});

	test('the same external id is a 409 as long as the first one is open', async () => {
		const first = await create({ externalId: 'x' });
		const second = await create({ externalId: 'x' });
		expect(second.status).toBe(409);
		expect(second.data).toEqual({
			status: { code: 409, message: 'Resource already exists', detail: expect.any(String) },
		});
		expect(sim.control.workitems.list()).toHaveLength(1);

		await client.post(`${PATH}/ext_x/stop`);
		const third = await create({ externalId: 'x' });
		expect(third.status).toBe(200);
		expect(third.data.data.id).not.toBe(first.data.data.id);
		expect((await client.get(`${PATH}/ext_x`)).data.data.id).toBe(third.data.data.id);
	});

	test.each(['ext_', ''])('updates properties and stops (reference %p)', async (prefix) => {
		const { data } = await create({ externalId: 'u', userData: { a: 1, b: 2, c: 3 } });
		const reference = `${PATH}/${prefix ? 'ext_u' : data.data.id}`;
		const updated = await client.post(`${reference}/update`, {
			data: { changedProperties: { a: 10 }, addedProperties: { d: 4 }, deletedProperties: ['b'] },
		});
		expect(updated.status).toBe(200);
		expect(updated.data.data.userData).toEqual({ a: 10, c: 3, d: 4 });

		const reason = { reasonSystemName: 'done', reasonDescription: 'Solved' };
		const stopped = await client.post(`${reference}/stop`, { data: reason });
		expect(stopped.data.data).toMatchObject({ status: 'stopped', stopReason: reason });

		const read = await client.get(reference);
		expect(read.status).toBe(200);
		expect(read.data.data.status).toBe('stopped');
		expect((await client.post(`${reference}/stop`)).status).toBe(404);
		expect((await client.post(`${reference}/update`, { data: {} })).status).toBe(404);
	});

	describe('a change of what is not there, an addition of what is', () => {
		const mismatched = { changedProperties: { x: 1 }, addedProperties: { a: 2, b: 3 } };
		const update = async (data: Record<string, unknown>) =>
			await client.post(`${PATH}/ext_m/update`, { data });
		beforeEach(async () => await create({ externalId: 'm', userData: { a: 1 } }));
		afterEach(() => sim.control.workitems.set({ mismatchedProperties: 'ignore' }));

		test('are nothing, and the rest is done', async () => {
			const { status, data } = await update(mismatched);
			expect([status, data.data.userData]).toEqual([200, { a: 1, b: 3 }]);
		});

		test.each([
			[{ changedProperties: { x: 1 } }, 'Property x is to be changed and does not exist'],
			[{ addedProperties: { b: 1, a: 2 } }, 'Property a is to be added and exists'],
		])('are a 400 when set so: %j', async (data, detail) => {
			const settings = { mismatchedProperties: 'refuse' };
			const set = await control.put('/workitems/settings', settings);
			expect([set.status, set.data]).toEqual([200, settings]);
			const answer = await update(data);
			expect([answer.status, answer.data.status.detail]).toEqual([400, detail]);
			expect(sim.control.workitems.list()[0].userData).toEqual({ a: 1 });
		});

		test('set the property when set so', async () => {
			sim.control.workitems.set({ mismatchedProperties: 'set' });
			expect((await update(mismatched)).data.data.userData).toEqual({ x: 1, a: 2, b: 3 });
		});

		test.each([
			{ changedProperties: { a: 1 }, addedProperties: { a: 1 } },
			{ changedProperties: { a: 1 }, deletedProperties: ['a'] },
			{ addedProperties: { a: 1 }, deletedProperties: ['a'] },
		])('a property in two lists is a 400: %j', async (data) => {
			const { status, data: answer } = await update(data);
			expect([status, answer.status.detail]).toEqual([400, 'Property a is in two lists']);
		});
	});

	test.each([
		'a/b',
		'..',
		'../x',
		'a b',
		'50%',
		'%2F',
		'ext_x',
		'grüße',
		'a?b#c',
		'x'.repeat(1000),
	])('the external id %p is a name, not a path', async (externalId) => {
		await create({ externalId });
		const { status, data } = await client.get(`${PATH}/ext_${encodeURIComponent(externalId)}`);
		expect(status).toBe(200);
		expect(data.data.externalId).toBe(externalId);
	});

	test('property names that mean something to JavaScript are names like others', async () => {
		const raw = '{"data":{"externalId":"p","userData":{"__proto__":"own","constructor":1}}}';
		await client.post(PATH, raw, { headers: { 'content-type': 'application/json' } });
		const { data } = await client.post(`${PATH}/ext_p/update`, {
			data: { deletedProperties: ['constructor'] },
		});
		expect(JSON.stringify(data.data.userData)).toBe('{"__proto__":"own"}');
	});

	test('what is unknown is a 404', async () => {
		const { data } = await create({ externalId: 'here' });
		const other = '/nexus/v3/openmedia/other/interactions';
		const answers = [
			await client.get(`${PATH}/nobody`),
			await client.get(`${PATH}/ext_nobody`),
			await client.get(`${PATH}/ext_`),
			await client.post(`${PATH}/ext_nobody/stop`),
			await client.post(`${PATH}/ext_nobody/update`, { data: {} }),
			await client.post(other, { data: {} }),
			await client.get(`${other}/${data.data.id}`),
		];
		for (const answer of answers) {
			expect(answer.status).toBe(404);
			expect(answer.data.status).toMatchObject({ code: 404, message: 'Resource is not found' });
		}
	});

	test('services are apart from each other', async () => {
		const two = await startWithClient({ openMedia: { services: ['workitems', 'tasks'] } });
		const tasks = '/nexus/v3/openmedia/tasks/interactions';
		const first = await two.client.post(PATH, { data: { externalId: 'x' } });
		const second = await two.client.post(tasks, { data: { externalId: 'x' } });
		expect([first.status, second.status]).toEqual([200, 200]);
		expect((await two.client.get(`${tasks}/${first.data.data.id}`)).status).toBe(404);
		await two.sim.close();
	});

	test.each([
		['no body', '', undefined],
		['no JSON', '', '{"data"'],
		['an array', '', '[]'],
		['null', '', 'null'],
		['no data', '', '{}'],
		['fields outside of data', '', '{"externalId":"x"}'],
		['an unknown field', '', '{"data":{"external":"x"}}'],
		['an external id that is a number', '', '{"data":{"externalId":5}}'],
		['an empty external id', '', '{"data":{"externalId":""}}'],
		['user data that is text', '', '{"data":{"userData":"x"}}'],
		['receivedAt that is no date', '', '{"data":{"receivedAt":"yesterday"}}'],
		['no body of an update', '/ext_b/update', undefined],
		['no data of an update', '/ext_b/update', '{}'],
		['an unknown field of an update', '/ext_b/update', '{"data":{"properties":{}}}'],
		['changedProperties as text', '/ext_b/update', '{"data":{"changedProperties":"a"}}'],
		['addedProperties as array', '/ext_b/update', '{"data":{"addedProperties":["a"]}}'],
		['deletedProperties as text', '/ext_b/update', '{"data":{"deletedProperties":"a"}}'],
		['deletedProperties of numbers', '/ext_b/update', '{"data":{"deletedProperties":[1]}}'],
		['a stop reason that is no text', '/ext_b/stop', '{"data":{"reasonSystemName":1}}'],
		['a stop reason outside of data', '/ext_b/stop', '{"reasonSystemName":"x"}'],
	])('%s is a 400', async (_title, suffix, body) => {
		await create({ externalId: 'b', userData: { a: 1 } });
		const { status, data } = await client.post(`${PATH}${suffix}`, body, {
			headers: { 'content-type': 'application/json' },
			transformRequest: (bytes) => bytes,
		});
		expect(status).toBe(400);
		expect(data).toEqual({
			status: { code: 400, message: expect.any(String), detail: expect.any(String) },
		});
		expect(sim.control.workitems.list()).toMatchObject([{ status: 'open', userData: { a: 1 } }]);
	});

	test.each([undefined, {}, { data: {} }])('a stop may say nothing: %j', async (body) => {
		await create({ externalId: 's' });
		expect((await client.post(`${PATH}/ext_s/stop`, body)).status).toBe(200);
	});
});
