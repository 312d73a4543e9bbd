import { createHash } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { startSimulator, type Simulator } from '../../simulator';
import {
	waitFor,
	type Execution,
	type N8nRest,
	type SavedCredential,
	type SavedWorkflow,
	type WorkflowNode,
} from '../../tools/n8n';
import { agentCredential, agentEmailNode, byId, startOnInvitation } from './support/agentEmail';
import { Editor } from './support/editor';
import { connect } from './support/instance';
import { deleteCredentials, node, saveChain } from './support/workflows';

const INBOX = '/api/v2/me/interactions';
const LETTER = 'Ihre Rechnung: 89,90 €\n';
/** Long enough for the test to do something while a request is held. */
const HELD_MS = 3_000;

describe('Genesys Agent Email in n8n', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let credential: SavedCredential;

	beforeAll(async () => {
		rest = await connect();
		await deleteCredentials(rest);
		simulator = await startSimulator({ samples: false, webServices: { csrf: true } });
		credential = await agentCredential(rest, simulator);
		accept = agentEmail('Accept', { operation: 'accept', interactionId: byId('={{ $json.id }}') });
	});

	beforeEach(async () => {
		await simulator.control.webServices.reset();
		simulator.control.requests.clear();
		simulator.control.faults.clear();
	});

	afterAll(async () => await simulator?.close());

	const agentEmail = (name: string, parameters: Record<string, unknown>, onError?: string) =>
		agentEmailNode(name, parameters, { credential, onError });
	let accept: WorkflowNode;
	const stateOf = (id: string) =>
		simulator.control.webServices.interactions().find((one) => one.id === id)?.state;
	const changes = () => simulator.control.requests.list({ path: INBOX, method: 'POST' });
	const refusedForToken = () => changes().filter(({ status }) => status === 403);
	/** What the simulator was asked to do, and did or refused, in order; without what came with a stale token. */
	const done = () =>
		changes()
			.filter(({ status }) => status === 200)
			.map(({ path, body }) => {
				const [, id, attachments] = path.slice(INBOX.length).split('/');
				if (attachments) return ['upload', id];
				return [(JSON.parse(body) as { operationName: string }).operationName, id];
			});
	/** Runs nodes by hand, the first of them with these items. */
	const run = async (items: Array<Record<string, unknown>>, nodes: WorkflowNode[]) => {
		const start = node('Start', 'n8n-nodes-base.manualTrigger');
		const given = node(
			'Items',
			'n8n-nodes-base.code',
			{
				jsCode: `return ${JSON.stringify(items.map((json) => ({ json })))};`,
			},
			{ typeVersion: 2 },
		);
		const workflow = await saveChain(rest, 'Agent email by hand', [start, given, ...nodes]);
		return { workflow, started: await rest.runWorkflow(workflow.id, 'Start') };
	};
	/** The same to its end. */
	const finished = async (items: Array<Record<string, unknown>>, nodes: WorkflowNode[]) => {
		const { started } = await run(items, nodes);
		return await rest.waitForExecution(started);
	};
	/** Holds the next of these requests, and makes all CSRF tokens invalid before it is looked at. */
	const expireBefore = async (skip: number, bodyContains: string) => {
		const match = { method: 'POST', path: INBOX, bodyContains };
		const { id } = simulator.control.faults.add({ kind: 'latency', ms: HELD_MS, match, skip });
		await waitFor('the request that is held', async () => {
			const fault = simulator.control.faults.list().find((one) => one.id === id);
			return fault && fault.applied > 0 ? true : undefined;
		});
		expect(simulator.control.webServices.expireCsrf()).toBeGreaterThan(0);
	};
	const errorOf = ({ data }: Execution) => data.resultData.error?.message;

	describe('a whole conversation', () => {
		const original = byId("={{ $('Invitation').item.json.id }}");
		const draft = byId("={{ $('Reply').item.json.id }}");
		let workflow: SavedWorkflow;
		let id: string;
		let execution: Execution;

		afterAll(async () => {
			if (workflow) await rest.deactivate(workflow.id);
		});

		beforeEach(async () => {
			if (execution) return;
			workflow = await startOnInvitation(rest, simulator, credential, [
				accept,
				agentEmail('Reply', {
					operation: 'reply',
					interactionId: original,
					replyFields: { subjectPrefix: 'Re: ', quoteOriginal: true, indentCharacter: '> ' },
				}),
				node(
					'Letter',
					'n8n-nodes-base.code',
					{
						jsCode: `return [{ json: $json, binary: { data: { data: '${Buffer.from(LETTER).toString('base64')}', mimeType: 'text/plain', fileName: 'Rechnung März.txt' } } }];`,
					},
					{ typeVersion: 2 },
				),
				agentEmail('Attach', {
					...{ resource: 'attachment', operation: 'upload' },
					...{ interactionId: draft, binaryPropertyName: 'data' },
				}),
				agentEmail('Send', { operation: 'send', interactionId: draft, text: 'Here it is.' }),
				agentEmail('Complete', { operation: 'complete', interactionId: original }),
			]);
			({ id } = await simulator.control.webServices.addEmail({
				...{ from: 'kim@example.com', subject: 'Invoice', text: 'Please send it.' },
			}));
			const [{ id: executionId }] = await rest.waitForExecutions(workflow.id, 1);
			execution = await rest.getExecution(executionId);
		});

		test('invited, accepted, replied to with a file, completed', async () => {
			expect({ status: execution.status, error: errorOf(execution) }).toEqual({
				...{ status: 'success', error: undefined },
			});
			expect(execution.mode).toBe('trigger');
			const interactions = simulator.control.webServices.interactions();
			expect(interactions).toMatchObject([
				{ id, state: 'Completed' },
				{
					state: 'Sent',
					parentId: id,
					email: {
						ToAddress: 'kim@example.com',
						FromAddress: 'support@example.com',
						Subject: 'Re: Invoice',
						Text: 'Here it is.',
					},
				},
			]);
			const [, answer] = interactions;
			expect(done()).toEqual([
				['Accept', id],
				['Reply', id],
				['upload', answer.id],
				['Send', answer.id],
				['Complete', id],
			]);
			expect(simulator.control.webServices.attachments()).toMatchObject([
				{
					interactionId: answer.id,
					filename: 'Rechnung März.txt',
					mimeType: 'text/plain',
					sha256: createHash('sha256').update(LETTER).digest('hex'),
				},
			]);
			expect(execution.output('Reply')).toMatchObject([
				{
					...{ id: answer.id, repliesTo: id, state: 'ReplyCreated', subtype: 'OutboundReply' },
					...{ to: 'kim@example.com', subject: 'Re: Invoice', text: '> Please send it.' },
				},
			]);
			expect(execution.output('Complete')).toMatchObject([{ id, success: true }]);
			// No session but that of the trigger is left.
			expect(simulator.control.webServices.cometd.sessions()).toHaveLength(1);
		});
	});

	test('a CSRF token that expires in the middle of a node: all invitations are accepted, once each', async () => {
		const ids: string[] = [];
		for (let count = 0; count < 8; count++) {
			ids.push((await simulator.control.webServices.addEmail()).id);
		}
		const { started } = await run(
			ids.map((id) => ({ id })),
			[agentEmail('Accept', { ...accept.parameters, options: { concurrency: 1 } })],
		);
		await expireBefore(4, 'Accept');
		const execution = await rest.waitForExecution(started);
		expect(errorOf(execution)).toBeUndefined();
		expect(execution.output('Accept')).toMatchObject(ids.map((id) => ({ id, success: true })));
		expect(done()).toEqual(ids.map((id) => ['Accept', id]));
		expect(refusedForToken()).toHaveLength(1);
	});

	test('a CSRF token that expires between the steps of Reply and Send: one email, sent once', async () => {
		const { id } = await simulator.control.webServices.addEmail({ subject: 'Late' });
		const { started } = await run(
			[{ id }],
			[
				accept,
				agentEmail('Answer', {
					...{ operation: 'replyAndSend', interactionId: byId(id) },
					...{
						replyTo: 'sender',
						text: 'It is on its way.',
						replyFields: { subjectPrefix: 'Re: ' },
					},
				}),
			],
		);
		await expireBefore(0, '"Send"');
		const execution = await rest.waitForExecution(started);
		expect(errorOf(execution)).toBeUndefined();
		const [, answer, ...more] = simulator.control.webServices.interactions();
		expect(more).toEqual([]);
		expect(answer).toMatchObject({ state: 'Sent', email: { Subject: 'Re: Late' } });
		expect(answer.email.Text).toContain('It is on its way.');
		expect(execution.output('Answer')).toMatchObject([
			{ id, replyInteractionId: answer.id, subject: 'Re: Late', success: true },
		]);
		expect(refusedForToken()).toHaveLength(1);
		expect(simulator.control.webServices.notifications()).toMatchObject([
			{ message: { state: 'Invited' } },
			{ message: { state: 'Accepted' } },
			{ message: { id: answer.id, state: 'ReplyCreated' } },
			{ message: { id: answer.id, state: 'Sent' } },
		]);
	});

	test('in the wrong state: the error output has the reason, and what is allowed instead', async () => {
		const { id: invited } = await simulator.control.webServices.addEmail();
		const { id: accepted } = await simulator.control.webServices.addEmail();
		const rejection = {
			operation: 'reject',
			interactionId: byId("={{ $('Items').item.json.id }}"),
		};
		await finished([{ id: accepted }], [accept]);
		const execution = await finished(
			[{ id: accepted }, { id: invited }],
			[agentEmail('Reject', rejection, 'continueErrorOutput')],
		);
		expect(execution.status).toBe('success');
		expect(execution.output('Reject')).toMatchObject([{ id: invited, success: true }]);
		const [, failed = []] = execution.runData.Reject[0].data?.main ?? [];
		const texts = (failed ?? []).map(({ json }) => JSON.stringify(json));
		expect(texts).toEqual([
			// What the server says, and what this node adds in the words of the editor.
			expect.stringMatching(/Reject is not allowed in state Accepted.*Reply All/),
		]);
		expect([stateOf(accepted), stateOf(invited)]).toEqual(['Accepted', 'Queued']);
	});

	describe("in n8n's editor", () => {
		let editor: Editor;
		let panel: Locator;

		beforeAll(async () => {
			editor = await Editor.open();
		});

		beforeEach(async () => await editor.openNewWorkflow());

		afterEach(async () => {
			const { currentTestName = '' } = expect.getState();
			await editor?.lastSight(`agentEmail ${currentTestName.replace(/\W+/g, ' ')}`);
		});

		afterAll(async () => await editor?.close());

		const add = async (action: string) => {
			panel = await editor.addNode('Genesys Agent Email', action);
			await editor.chooseCredential(panel, credential.name);
		};
		/** What the list of the interactions offers. */
		const offered = async () => {
			await panel.getByTestId('resource-locator-interactionId').getByTestId('rlc-input').click();
			const rows = editor.page.getByTestId('rlc-item');
			await rows.first().waitFor();
			return await rows.allInnerTexts();
		};
		const pick = async (text: string) =>
			await editor.page.getByTestId('rlc-item').filter({ hasText: text }).first().click();
		const run = async () => await panel.getByTestId('node-execute-button').click();

		test('an invitation is picked from the open interactions of the agent, and accepted', async () => {
			const { webServices } = simulator.control;
			const { id: other } = await webServices.addEmail({ subject: 'Where is my order?' });
			await finished([{ id: other }], [accept]);
			const { id } = await webServices.addEmail({
				subject: 'Invoice twice',
				from: 'kim@example.com',
			});

			await add('Accept email that agent is invited to so that agent works on it');
			const rows = await offered();
			expect(rows).toEqual([
				expect.stringMatching(/Invoice twice.*kim@example\.com.*Invited/),
				// Listed all the same, though last, with what keeps it from being accepted.
				expect.stringMatching(/Where is my order\?.*Accepted/),
			]);
			await editor.picture('agent-email-picker');
			await pick('Invoice twice');
			await run();
			expect(await editor.outputAsJson(panel)).toEqual([{ id, success: true }]);
			expect(stateOf(id)).toBe('Accepted');
			expect(await editor.messages()).toEqual([
				expect.stringMatching(/^(Node|Workflow) executed successfully$/),
			]);
		});

		test('Transfer asks for an agent or a queue, and transfers to the queue', async () => {
			const { webServices } = simulator.control;
			const { id } = await webServices.addEmail({ subject: 'Invoice twice' });
			await finished([{ id }], [accept]);

			await add('Transfer email of agent to other agent or to queue to be worked on there');
			await offered();
			await pick('Invoice twice');
			const field = (name: string) => panel.getByTestId(`parameter-input-${name}`);
			const chooseTarget = async (entry: string) => {
				await field('transferTo').locator('input').first().click();
				await editor.page
					.locator('[role="option"]:visible')
					.filter({ hasText: entry })
					.first()
					.click();
			};
			await chooseTarget('Agent');
			await field('userUri').waitFor();
			expect(await field('queueName').count()).toBe(0);
			await chooseTarget('Queue');
			await field('queueName').locator('input').fill('billing');
			await run();
			expect(await editor.outputAsJson(panel)).toEqual([{ id, success: true }]);
			expect(webServices.interactions()).toMatchObject([
				{ id, state: 'Queued', agent: null, queueName: 'billing' },
			]);
			await editor.dismissMessages();
			await editor.picture('agent-email-transfer');
		});
	});
});
