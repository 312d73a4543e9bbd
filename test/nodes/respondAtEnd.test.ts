import axios from 'axios';
import type { IDataObject, INodeParameters, IWebhookDescription } from 'n8n-workflow';
import { resolveWebhookDescriptionField } from 'n8n-workflow';
import { PRODUCTS, signatureOf } from '../campaigns/webhooks/target';
import { startPollHost } from '../harness/runPoll';
import { initDeduplication, startTriggerHost, type TriggerHost } from '../harness/triggerHost';
import { until } from '../harness/until';
import { nodeInWorkflow } from '../harness/workflow';

const SECRET = 'secret of the webhook';
const client = axios.create({ proxy: false, validateStatus: () => true });

const ANSWERS: Record<string, object> = {
	interactions: { status: { code: 0, message: 'OK' }, data: { ids: [{ id: 'one' }] } },
	messaging: { messageId: 'one' },
	'cloud-messaging': { messageId: 'one' },
};
const FAILED = { error: 'The workflow did not succeed' };

let host: TriggerHost | undefined;
let workflows = 0;

beforeAll(async () => {
	await initDeduplication();
});
afterEach(async () => await host?.close());

describe.each(Object.values(PRODUCTS))(
	'$node that answers when the workflow finishes',
	(product) => {
		const { node, credential, fields, scheme } = product;
		const setup = (parameters: INodeParameters = {}) => ({
			node,
			parameters: { responseMode: 'lastNode', ...parameters },
			credentials: { [credential]: { [fields.current]: SECRET } },
			workflowId: `at-end-${++workflows}`,
		});
		const start = async (parameters?: INodeParameters) =>
			(host = await startTriggerHost(setup(parameters)));
		const answer = ANSWERS[product.path];

		const post = async ({ url }: TriggerHost) => {
			const body = product.body('"one"', '');
			const signature = signatureOf(scheme, Buffer.from(body), SECRET);
			const headers = { 'content-type': 'application/json', [scheme.header]: signature };
			const { status, data } = await client.post(url, body, { headers });
			return { status, data: data as unknown };
		};

		test('answers as documented, with nothing of the workflow, and not before its end', async () => {
			const live = await start();
			let end = () => {};
			let ended = false;
			live.onRun = async () => {
				await new Promise<void>((resolve) => (end = resolve));
				ended = true;
				return [{ secret: 'of the workflow' }];
			};
			const answers = [post(live), post(live)].map(async (one) => ({ ...(await one), ended }));
			await until(() => live.received === 2 && live.executions.length === 1);
			end();
			const done = { status: 200, data: answer, ended: true };
			expect(await Promise.all(answers)).toEqual([done, done]);
			expect(await post(live)).toEqual({ status: 200, data: answer });
			expect(live.executions).toHaveLength(1);
		});

		test('answers 500 when it failed, and starts it again', async () => {
			const live = await start();
			live.onRun = async () => await Promise.reject(new Error('of the workflow'));
			expect(await post(live)).toEqual({ status: 500, data: FAILED });
			expect(await post(live)).toEqual({ status: 500, data: FAILED });
			live.onRun = async (items) => items;
			expect(await post(live)).toEqual({ status: 200, data: answer });
			expect(live.executions).toHaveLength(3);
		});

		test('without Ignore Redeliveries, answers each copy by its own end', async () => {
			const live = await start({ options: { ignoreRedeliveries: false } });
			expect(await post(live)).toEqual({ status: 200, data: answer });
			live.onRun = async () => await Promise.reject(new Error('of the workflow'));
			expect(await post(live)).toEqual({ status: 500, data: FAILED });
			expect(live.executions).toHaveLength(2);
		});

		test.each([
			['lastNode', 2],
			['onReceived', 1],
		])(
			'with %s, of two executions of a delivery %i pass the trigger',
			async (responseMode, passed) => {
				const { execute } = await startPollHost(setup({ responseMode }));
				const output: IDataObject[] = [];
				for (const execution of ['1', '2']) {
					const { items } = await execute([{ json: { deliveryId: 'd' } }], execution, 'webhook');
					output.push(...items.map(({ json }) => json));
				}
				expect(output).toEqual(Array(passed).fill({ deliveryId: 'd' }));
			},
		);

		test.each(['onReceived', 'lastNode'])(
			'n8n reads %s without an expression',
			async (responseMode) => {
				const { node: saved, type, workflow } = await nodeInWorkflow(setup({ responseMode }));
				const [description] = type.description.webhooks as IWebhookDescription[];
				const field = resolveWebhookDescriptionField(saved, description, 'responseMode');
				expect(field).toEqual({ resolved: true, value: responseMode });
				// For versions of n8n that know only expressions.
				const { responseMode: template } = description;
				expect(template).toBe('={{$parameter["responseMode"]}}');
				expect(workflow.expression.getSimpleParameterValue(saved, template, 'webhook', {})).toBe(
					responseMode,
				);
			},
		);
	},
);
