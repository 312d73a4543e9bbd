import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { hostile } from '../campaigns/hostileValues';
import { keyCredential } from '../harness/genesysCredentials';
import { withSimulator } from '../harness/simulator';
import { runTool } from '../harness/tool';

/** Open data that a model gives: one object, in whatever form, and nothing of its other arguments. */
const sim = withSimulator({ samples: false });

const call = async (node: string, parameters: INodeParameters, args: IDataObject) =>
	await runTool({ node, parameters, credentials: keyCredential(sim), items: [args] });

const create = async (args: IDataObject, more: INodeParameters = {}) =>
	await call(
		'genesysOpenMedia',
		{
			resource: 'workitem',
			operation: 'create',
			openMediaService: '={{ $json.Open_Media_Service }}',
			data: '={{ $json.User_Data }}',
			...more,
		},
		{ Open_Media_Service: 'workitems', ...args },
	);
const send = async (args: IDataObject) =>
	await call(
		'genesysSecureEmail',
		{ resource: 'secureEmail', operation: 'send', data: '={{ $json.Email_Data }}' },
		args,
	);
const update = async (args: IDataObject) =>
	await call(
		'genesysOpenMedia',
		{
			resource: 'workitem',
			operation: 'update',
			openMediaService: 'workitems',
			workitem: { __rl: true, mode: 'externalId', value: 'a' },
			addedOrChangedProperties: '={{ $json.change }}',
			deletedProperties: '={{ $json.remove }}',
		},
		args,
	);

const bodies = () =>
	sim.control.requests
		.list({ method: 'POST' })
		.map(({ body }) => (JSON.parse(body) as { data: IDataObject }).data);

beforeEach(() => sim.control.requests.clear());

const DATA = {
	address: 'consumer@example.com',
	subject: 'Broken lamp',
	priority: 3,
	tags: ['a'],
	nested: { b: null },
};

test.each([
	['an object', DATA],
	['its JSON text', JSON.stringify(DATA)],
])('%s is what is sent', async (_form, data) => {
	expect((await create({ User_Data: data })).error).toBeUndefined();
	expect(bodies()).toEqual([{ userData: DATA }]);
	sim.control.requests.clear();
	expect((await send({ Email_Data: data })).error).toBeUndefined();
	expect(bodies()).toEqual([DATA]);
});

test.each([[undefined], [''], ['{}'], [{}]])('%j is none', async (data) => {
	await create({ User_Data: data } as IDataObject);
	expect(bodies()).toEqual([{ userData: {} }]);
});

test('the other arguments of a model are never its data, whatever the node was set to before', async () => {
	for (const dataMode of ['autoMapInputData', 'json']) {
		await create({ User_Data: { a: 1 } }, { dataMode, dataJson: '{"b":2}' });
	}
	expect(bodies()).toEqual([{ userData: { a: 1 } }, { userData: { a: 1 } }]);
});

test.each([
	['subject: Broken lamp', 'The field "User Data" is not JSON'],
	['{"subject":', 'The field "User Data" is not JSON'],
	['"text"', 'The field "User Data" is not a JSON object'],
	[[DATA], 'The field "User Data" is not a JSON object'],
	[5, 'The field "User Data" is not a JSON object'],
])('%j is refused, and the field named', async (data, words) => {
	const { error } = await create({ User_Data: data } as IDataObject);
	expect(error?.message).toContain(words);
	expect(bodies()).toEqual([]);
});

test('an update takes what it changes as an object, and what it deletes as a list', async () => {
	await create({ User_Data: { a: '1', b: '2' } }, { additionalFields: { externalId: 'a' } });
	sim.control.requests.clear();
	const { error } = await update({ change: '{"a":"3","c":"4"}', remove: '["b"]' });
	expect(error).toBeUndefined();
	expect(bodies()).toEqual([
		{ changedProperties: { a: '3' }, addedProperties: { c: '4' }, deletedProperties: ['b'] },
	]);
});

test('whatever a model gives, it is refused or arrives whole', async () => {
	await fc.assert(
		fc.asyncProperty(hostile, async (value) => {
			// n8n itself hands on nothing of an object with such names.
			fc.pre(!/__proto__|constructor/.test(JSON.stringify(value) ?? ''));
			sim.control.requests.clear();
			const { error } = await create({ User_Data: value } as IDataObject);
			const sent = bodies();
			if (error) {
				expect(error.message).toMatch(/User Data|nested|not sure to be|cut in the middle/);
				expect(sent).toEqual([]);
				return;
			}
			const given: unknown = typeof value === 'string' && value.trim() ? JSON.parse(value) : value;
			const isNone = given === undefined || given === null || typeof given === 'string';
			const whole = JSON.parse(JSON.stringify(isNone ? {} : given)) as IDataObject;
			expect(sent).toEqual([{ userData: whole }]);
		}),
		{ seed: 20_261_128, numRuns: 60 },
	);
}, 240_000);
