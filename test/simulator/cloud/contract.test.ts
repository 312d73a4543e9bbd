import { checkAnswer, checkBody, OPERATIONS } from '../../../simulator/cloud/contract';
import { startCloud, type Cloud } from './helper';
import { requests, setUp, type Request } from './requests';

const TOOLS = OPERATIONS.filter(({ tool }) => tool);

/** Every id of a path is one that does not exist. */
const nowhere = ({ body, query, ...ids }: Request): Request => ({
	...Object.fromEntries(Object.keys(ids).map((name) => [name, 'nothing'])),
	query,
	body,
});

describe('the contract of Genesys Cloud', () => {
	let cloud: Cloud;
	let all: Record<string, Request>;

	beforeAll(async () => {
		cloud = await startCloud();
		all = requests(await setUp(cloud), cloud);
	});

	/** Calls an operation with a request of its own, or with one that is changed. */
	const call = async (tool: string, change: (request: Request) => Request = (same) => same) => {
		const operation = TOOLS.find((one) => one.tool === tool)!;
		const { body, query, ...params } = change(all[tool]);
		const path = operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => String(params[name]));
		const client = operation.caller === 'client' ? cloud.app : cloud.user;
		const answer = await client.request({
			method: operation.method,
			url: path.replace('/api/v2', ''),
			data: body,
			params: query,
		});
		return { operation, answer };
	};

	test('it has the 63 tools, and the test calls each of them', () => {
		expect(TOOLS).toHaveLength(63);
		expect(Object.keys(all).sort()).toEqual(TOOLS.map(({ tool }) => tool).sort());
	});

	// In the order of the requests: who is wrapped up must be there, who is replaced must be connected.
	test('each of the 63 answers with its success code and a body of the contract', async () => {
		const wrong: object[] = [];
		for (const tool of Object.keys(all)) {
			const { operation, answer } = await call(tool);
			const mismatches = checkAnswer(operation, answer.status, answer.data);
			if (mismatches.length > 0) wrong.push({ tool, mismatches, data: answer.data });
			expect(answer.headers['inin-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
		}
		expect(wrong).toEqual([]);
	});

	test('each answer has a body where the contract has one', async () => {
		for (const { tool, success } of TOOLS.filter(({ method }) => method === 'GET')) {
			if (!Object.values(success)[0]) continue;
			const { data } = (await call(tool!)).answer;
			expect({ tool, empty: Object.keys(data).length === 0 }).toEqual({ tool, empty: false });
		}
	});

	test.each(TOOLS.filter(({ path }) => path.includes('{')).map(({ tool }) => tool!))(
		'%s is 404 where there is no such thing',
		async (tool) => {
			const { status, data } = (await call(tool, nowhere)).answer;
			expect({ status, code: data.code }).toEqual({ status: 404, code: 'not.found' });
			expect(checkBody('ErrorBody', data)).toEqual([]);
		},
	);

	test.each(TOOLS.filter(({ body }) => body).map(({ tool }) => tool!))(
		'%s refuses a member that it does not know',
		async (tool) => {
			const added = ({ body, ...rest }: Request) => ({ ...rest, body: { ...body, madeUp: 1 } });
			const { status, data } = (await call(tool, added)).answer;
			expect(status).toBe(400);
			expect(data.details[0].fieldName).toBe('madeUp');
			expect(checkBody('ErrorBody', data)).toEqual([]);
		},
	);

	const demanded = TOOLS.filter(({ bodyRequired }) => bodyRequired).flatMap(({ tool, body }) =>
		checkBody(body!, {}).map(({ field }) => ({ tool: tool!, field })),
	);
	test.each(demanded)('$tool demands $field', async ({ tool, field }) => {
		const left = ({ body, ...rest }: Request) => ({
			...rest,
			body: Object.fromEntries(Object.entries(body ?? {}).filter(([name]) => name !== field)),
		});
		const { status, data } = (await call(tool, left)).answer;
		expect(status).toBe(400);
		expect(data.details[0].fieldName).toBe(field);
	});

	test('every field that the contract demands is tried', () => {
		expect(demanded.length).toBeGreaterThan(25);
	});
});
