import type { INodeParameters } from 'n8n-workflow';
import { patienceOf } from '../../../nodes/GenesysUserDataManagement/waiting';
import {
	cloudCredential,
	keyCredential,
	signedInCredential,
	tokenCredential,
} from '../../harness/genesysCredentials';
import { runTool } from '../../harness/runTool';
import { runNode } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';
import { located } from '../userDataManagement/helper';

const sim = withSimulator({ exports: { runMs: 300, bytesPerFile: 2_000 } });

beforeEach(() => sim.control.exports.set({ runMs: 300 }));

type Run = (
	resource: string,
	operation: string,
	parameters?: INodeParameters,
) => ReturnType<typeof runTool>;
const node =
	(name: string, credentials: () => ReturnType<typeof keyCredential>, fixed = {}): Run =>
	async (resource, operation, parameters = {}) =>
		await runTool({
			node: name,
			parameters: { ...fixed, resource, operation, ...parameters },
			credentials: credentials(),
		});
const byToken = { authentication: 'token' };
const udm = node('genesysUserDataManagement', () => tokenCredential(sim), {
	api: 'udm10',
	...byToken,
});
const statistics = node('genesysStatistics', () => signedInCredential(sim), byToken);
const auth = node('genesysAuthentication', () => signedInCredential(sim), byToken);
const openMedia = node('genesysOpenMedia', () => keyCredential(sim));
const cloud = node('genesysCloudConversations', () => cloudCredential(sim));

describe('an export that takes longer than a client waits', () => {
	const content = {
		...{ title: 'Nightly', source: 'UCS', dataType: 'Interactions', media: ['chat'] },
		timeFrame: 'all',
	};
	const soon = { waitLimit: 0.02, downloadFiles: false };

	test('is told by its job, its history record and its state, with what to do next', async () => {
		sim.control.exports.set({ runMs: 3_600_000 });
		const { rows, says } = await udm('exportJob', 'createAndWait', { ...content, ...soon });
		const [run] = sim.control.exports.history();
		expect(says).toBe('');
		expect(rows).toEqual([
			{
				jobId: run.parentId,
				finished: false,
				historyRecord: String(run.id),
				status: expect.any(String),
				progress: expect.any(Number),
				next: expect.stringMatching(/Get the progress of this history record.*Do not create it/),
			},
		]);
		const later = await udm('exportHistory', 'getProgress', {
			historyRecord: located(rows[0].historyRecord),
		});
		expect(later.rows[0]).toHaveProperty('progress');
	});

	test('goes on, also where it is cancelled when it fails', async () => {
		sim.control.exports.set({ runMs: 3_600_000 });
		const options = { cancelJob: true };
		await udm('exportJob', 'createAndWait', { ...content, ...soon, options });
		expect(sim.control.exports.history()[0].status).not.toMatch(/cancel/i);
	});

	test('that has not begun is told without a history record', async () => {
		sim.control.exports.set({ startDelayMs: 3_600_000 });
		const { rows } = await udm('exportJob', 'createAndWait', { ...content, ...soon });
		sim.control.exports.set({ startDelayMs: 0 });
		expect(rows[0]).toMatchObject({
			jobId: expect.anything(),
			finished: false,
			next: expect.stringContaining('newest history records of the job'),
		});
		expect(rows[0]).not.toHaveProperty('historyRecord');
	});

	test('is told so by each operation that waits, and is an error in a workflow', async () => {
		sim.control.exports.set({ runMs: 3_600_000 });
		const [{ jobId, historyRecord }] = (
			await udm('exportJob', 'createAndWait', { ...content, ...soon })
		).rows;
		for (const [resource, thing] of [
			['exportJob', { job: located(jobId) }],
			['exportHistory', { historyRecord: located(historyRecord) }],
		] as const) {
			const parameters = { ...thing, ...soon };
			const { rows } = await udm(resource, 'waitForFiles', parameters);
			expect(rows).toEqual([expect.objectContaining({ finished: false, historyRecord })]);
			const { error } = await runNode({
				node: 'genesysUserDataManagement',
				parameters: {
					...{ api: 'udm10', authentication: 'token', resource, operation: 'waitForFiles' },
					...parameters,
				},
				credentials: tokenCredential(sim),
			});
			expect(error?.message).toContain('is not finished after 0.02 minutes');
		}
	});

	test('that was made has its ID in whatever fails then', async () => {
		const match = { method: 'GET', pathRegex: '/file-metadatas' };
		sim.control.faults.add({ kind: 'status', status: 403, times: 0, match });
		const { says } = await udm('exportJob', 'createAndWait', content);
		const [{ parentId }] = sim.control.exports.history();
		expect(says).toContain(`The export job ${String(parentId)} was created.`);
	});

	test('is waited for three quarters of a minute at most, and no longer than is wished', () => {
		const until = (waitLimit: number, asTool: boolean) => {
			const began = Date.now();
			return patienceOf({ waitLimit, options: {} }, { asTool }).until - began;
		};
		expect(until(60, true)).toBeLessThan(50_000);
		expect(until(60, true)).toBeGreaterThan(40_000);
		expect(until(0.1, true)).toBeLessThan(10_000);
		expect(until(60, false)).toBeGreaterThan(59 * 60_000);
	});
});

describe('what a model reads of a failure', () => {
	const answers = (status: number, body: unknown, headers = {}) =>
		sim.control.faults.add({
			...{ kind: 'status', status, body, headers, times: 0 },
			match: { pathRegex: '^/(udm|nexus)/' },
		});

	test.each([400, 404, 500])('the one ID of a refused bulk deletion, %i', async (status) => {
		answers(status, [9999]);
		const { says } = await udm('exportJob', 'deleteMany', { job: located(1) });
		const { says: own } = await udm('exportJob', 'deleteMany', { job: located(9999) });
		expect(own).toContain('"9999"');
		if (status === 500) expect(says).toContain('Genesys answered: 9999.');
		else expect(says).toContain(`Genesys answered HTTP ${status}, 9999.`);
	});

	test.each([400, 404, 500])('the file that has no link, %i', async (status) => {
		answers(status, { status: { code: 7, message: 'No such file' } });
		const { says } = await udm('file', 'getLinks', { file: located('a b.zip') });
		expect(says).toMatch(/"a b\.zip"/);
		expect(says).toContain('No such file');
	});

	test('the reason for each statistic, of many, and of a subscription', async () => {
		const named = { statisticName: 'CallsWaiting', objectType: 'Queue', objectId: '8001@sip' };
		const many = await statistics('statistic', 'getAll', named);
		expect(many.says).toMatch(/CallsWaiting.*No (statistic|Queue)/s);
		const opened = await statistics('subscription', 'create', {
			statisticsMode: 'json',
			statisticsJson: JSON.stringify([
				{ statisticId: 'a', name: 'CallsWaiting', objectType: 'Queue', objectId: '8001@sip' },
			]),
		});
		expect(opened.says).toMatch(/CallsWaiting.*No (statistic|Queue)/s);
	});

	test('the history record that is not there, and what was asked for', async () => {
		const { says } = await udm('exportHistory', 'getProgress', { historyRecord: located(4711) });
		expect(says).toMatch(/^There is no history record with the ID 4711\n/);
		expect(says).toContain('The request was GET /udm/v10/export/history/4711/progress.');
	});

	test.each([
		[429, 'Wait a minute, then call the tool again.'],
		[503, 'Call the tool again in a minute. If it fails again, tell the user.'],
		[401, 'Calling the tool again does not help. Tell the user: Check'],
		[400, 'Correct the value that the reason names, and call the tool again.'],
	])('a step that it can take, and none of who sets up nodes: HTTP %i', async (status, step) => {
		answers(status, '', { 'retry-after': '0' });
		const { says } = await openMedia('workitem', 'get', {
			...{ openMediaService: 'workitems', workitem: located('a') },
			options: { maxRetries: 0 },
		});
		expect(says).toContain(`Details: ${step}`);
		expect(says).not.toMatch(/Concurrency|Max Retries|Return All|reference below/);
	});
});

describe('an update that changes nothing', () => {
	const NOTHING =
		/^There is nothing to update\n\nDetails: Give at least one of these fields: [A-Z]/;
	const id = '00000000-0000-4000-8000-000000000000';
	const participant = { conversationId: id, participant: located(id) };

	test.each<[string, () => ReturnType<typeof runTool>, string]>([
		[
			'of a workitem',
			async () =>
				await openMedia('workitem', 'update', {
					...{ openMediaService: 'workitems', workitem: located('a') },
				}),
			'Properties to Add or Change, Properties to Add, Properties to Change, Properties to Delete',
		],
		[
			'of a workitem, as JSON',
			async () =>
				await openMedia('workitem', 'update', {
					...{ openMediaService: 'workitems', workitem: located('a') },
					...{ dataMode: 'json', dataJson: '{"addedProperties":{},"deletedProperties":[]}' },
				}),
			'Properties (JSON)',
		],
		[
			'of an export job, whatever a model left empty',
			async () =>
				await udm('exportJob', 'update', {
					...{ job: located(1), updateFields: { title: '', source: '', cron: '' } },
				}),
			'Cron Expression',
		],
		[
			'of a conversation',
			async () => await cloud('email', 'update', { conversationId: id }),
			'External Tag',
		],
		[
			'of a participant',
			async () => await cloud('participant', 'updateEmail', participant),
			'Confined, Held, Muted',
		],
		[
			'of its attributes',
			async () => await cloud('participant', 'setAttributesEmail', participant),
			'Attributes',
		],
		[
			'of the draft of an email',
			async () => await cloud('emailDraft', 'update', { conversationId: id }),
			'Text',
		],
	])('is an error before anything is sent, %s', async (_what, call, field) => {
		sim.control.requests.clear();
		const { says } = await call();
		expect(says).toMatch(NOTHING);
		expect(says).toContain(field);
		expect(sim.control.requests.list()).toEqual([]);
	});
});

test('a model is given no token, unless whoever set up the tool allows it', async () => {
	const refused = await auth('user', 'getJwt');
	expect(refused.says).toMatch(/^A model is not given a token\n.*Allow for Models/s);
	expect(sim.control.requests.list()).toEqual([]);
	const { rows } = await auth('user', 'getJwt', { options: { allowForModels: true } });
	expect(rows).toEqual([expect.objectContaining({ jwt: expect.stringContaining('.') })]);
});
