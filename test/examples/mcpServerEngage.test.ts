import { runningDemo } from './support/demo';
import { McpConnection, toolNodesOf, type McpTool } from './support/mcp';

describe('MCP server for Genesys Multicloud CX', () => {
	const { simulator, n8n, workflows } = runningDemo();
	const server = new McpConnection(`${n8n.url}/mcp/genesys-multicloud-cx`);
	let tools: McpTool[];

	beforeAll(async () => {
		await server.open();
		tools = await server.tools();
	});

	afterAll(async () => await server.close());

	const use = async (name: string, args: Record<string, unknown>) => await server.call(name, args);
	/** The names are cut, and the words behind the beginning may change. */
	const tool = (beginning: string): string => {
		const [found, ...others] = tools.filter(({ name }) => name.startsWith(beginning));
		expect([beginning, found, others]).toEqual([beginning, expect.anything(), []]);
		return found.name;
	};
	const CREATE = 'Create_workitem';
	const GET = 'Get_workitem';

	test('a client lists the tools', () => {
		const nodes = toolNodesOf(workflows.mcpServerEngage.nodes);
		expect(tools.map(({ name }) => name).sort()).toEqual([...nodes.keys()].sort());
		expect(tool(CREATE)).not.toBe(tool(GET));
	});

	test('a workitem is created with the fields that the client gives, and read again', async () => {
		const made = await use(tool(CREATE), {
			openMediaService: 'workitems',
			data: JSON.stringify({ Subject: 'Refund' }),
			externalId: 'case-1 of an agent',
		});
		expect(made).toEqual({ isError: false, text: expect.stringContaining('"id"') });
		const [{ id }] = JSON.parse(made.text) as Array<{ id: string }>;
		const saved = simulator.control.workitems
			.list()
			.find(({ externalId }) => externalId === 'case-1 of an agent');
		expect(saved).toMatchObject({ id, userData: { Subject: 'Refund' } });
		const { text } = await use(tool(GET), { openMediaService: 'workitems', workitem: id });
		expect(JSON.parse(text)).toEqual([expect.objectContaining({ id })]);
	});

	test('an email of an agent is accepted, replied to in two steps, and completed', async () => {
		const rows = ({ text }: { text: string }) => JSON.parse(text) as Array<{ id: string }>;
		// Those that waited at the start: what comes later, Auto-acknowledge and route takes.
		const [{ id }] = rows(await use(tool('Get_many_email_interactions'), { states: 'Invited' }));
		const interactionId = id;
		const early = await use(tool('Complete_email'), { interactionId });
		expect([early.isError, early.text]).toEqual([
			true,
			expect.stringContaining('in state Invited, which allows: Accept, Reject'),
		]);
		await use(tool('Accept_email'), { interactionId });
		const [draft] = rows(await use(tool('Reply_to_sender'), { interactionId }));
		expect(draft).toMatchObject({ state: 'ReplyCreated', repliesTo: id });
		const text = 'It comes tomorrow.';
		await use(tool('Send_draft'), { interactionId: draft.id, text });
		await use(tool('Complete_email'), { interactionId });
		const all = simulator.control.webServices.interactions();
		const found = (wanted: string) => all.find((one) => one.id === wanted);
		expect(found(draft.id)).toMatchObject({ state: 'Sent', email: { Text: text } });
		expect(found(id)).toMatchObject({ state: 'Completed' });
	});

	test('tools that need nothing are called with nothing', async () => {
		const alone = tools.filter(({ inputSchema }) => (inputSchema.required ?? []).length === 0);
		expect(alone.length).toBeGreaterThan(5);
		const refused: string[] = [];
		for (const { name } of alone) {
			const { text, isError } = await use(name, {});
			if (isError) refused.push(text);
			else expect([name, text]).toEqual([name, expect.stringMatching(/^\[.*\]$/s)]);
		}
		// Three of them have one field, without which there is nothing to do.
		expect(refused.sort()).toEqual([
			expect.stringMatching(/did not accept a value.*data\.address .* must be an e-mail address/s),
			expect.stringContaining('There is no statistic to watch'),
			expect.stringContaining('There is no statistic to watch'),
		]);
	});

	test('what Genesys refuses is answered with its reason', async () => {
		const { isError, text } = await use(tool(GET), {
			openMediaService: 'workitems',
			workitem: 'no-such-workitem',
		});
		expect([isError, text]).toEqual([true, expect.stringContaining('Genesys answered HTTP 404')]);
	});
});
