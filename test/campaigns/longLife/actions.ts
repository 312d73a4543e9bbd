import type { INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRun } from '../../harness/runNode';
import type { Running, Scenario, Stage } from './scenario';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A run of a few items, which goes as it should. @throws when it does not */
type Run = (stage: Stage, number: number) => Promise<void>;

/** Of all runs, as in an n8n: what is known of a server is kept by it. */
const credentialId = 'long-life';

async function run(more: NodeRun, fails = false) {
	const result = await runNode({ credentialId, ...more });
	const { error } = result;
	if ((error !== undefined) !== fails) {
		const what = `${more.node} ${JSON.stringify(more.parameters)}`;
		throw new Error(`${what}: ${error?.message ?? 'did not fail'}. ${error?.description ?? ''}`);
	}
	return result;
}

/** Current states of agents, one of which there is not among so many. */
const statistics = (
	{ credentials }: Stage,
	count: number,
	unknownEach: number,
	more: Partial<NodeRun> & { options?: INodeParameters } = {},
): NodeRun => ({
	node: 'genesysStatistics',
	credentials: credentials.signedIn,
	parameters: {
		...{ authentication: 'token', resource: 'statistic', operation: 'getAll' },
		...{ statisticName: 'CurrentAgentState', objectType: 'Agent', objectId: '={{ $json.agent }}' },
		options: more.options ?? {},
	},
	items: Array.from({ length: count }, (_, index) => ({
		agent: (index + 1) % unknownEach === 0 ? 'nobody' : 'agent1',
	})),
	...more,
});

const messaging = ({ credentials }: Stage, operation: string, parameters: INodeParameters) => ({
	node: 'genesysMessaging',
	credentials: credentials.channel,
	parameters: { resource: 'media', operation, ...parameters },
});

const mail = ({ credentials }: Stage, operation: string, parameters: INodeParameters) => ({
	node: 'genesysAgentEmail',
	credentials: credentials.webServices,
	parameters: { resource: 'interaction', operation, ...parameters },
});

const FILE = Buffer.alloc(20_000, 'a file').toString('base64');
const file = { data: { data: FILE, fileName: 'file.txt', mimeType: 'text/plain' } };

const RUNS: Record<string, Run> = {
	async batch(stage) {
		const { items } = await run(statistics(stage, 6, 3, { onError: 'continueRegularOutput' }));
		if (items.length !== 6) throw new Error(`${items.length} items of 6`);
	},
	async failure(stage) {
		await run(statistics(stage, 6, 3, { options: { batchSize: 1, concurrency: 2 } }), true);
	},
	async retry(stage) {
		const match = { path: '/statistics/v3' };
		await stage.ask('faults.add', { kind: 'reset', match });
		await run(statistics(stage, 2, 3));
	},
	async cancelled(stage) {
		let cancel = () => {};
		const running = runNode({
			credentialId,
			...statistics(stage, 200, 201, { options: { batchSize: 1, concurrency: 2 } }),
			onStart: (stop) => (cancel = stop),
		});
		for (let turn = 0; turn < 50; turn++) await new Promise((next) => setImmediate(next));
		cancel();
		if ((await running).items.length === 200) throw new Error('It was not cancelled');
	},
	async files(stage) {
		const upload = messaging(stage, 'upload', { binaryPropertyName: 'data' });
		const { items } = await run({ ...upload, items: [{}, {}], binary: [file, file] });
		const mediaId = byId(String(items[0].json.id ?? items[0].json.mediaId));
		const download = messaging(stage, 'download', { mediaId, outputField: 'file' });
		const got = (await run(download)).items[0].binary?.file.data;
		if (got !== FILE) throw new Error('The file came back as another one');
		await run(messaging(stage, 'delete', { mediaId }));
	},
	async session(stage) {
		const { id } = await stage.ask<{ id: string }>('webServices.addEmail', { text: 'Where?' });
		await run(mail(stage, 'accept', { interactionId: byId(id) }));
		await run(mail(stage, 'reply', { interactionId: byId(id) }));
	},
};

async function openRuns(stage: Stage): Promise<Running> {
	const all = Object.values(RUNS);
	return { unit: async (number) => await all[number % all.length](stage, number) };
}

const COUNTS = { short: 100, long: 20_000 };

const bigRun = (long: boolean) => async (stage: Stage) => ({
	async unit() {
		const count = long ? COUNTS.long : COUNTS.short;
		const options = long ? { batchSize: 200 } : { batchSize: 1, concurrency: 50 };
		const given = statistics(stage, count, 20, { options, onError: 'continueRegularOutput' });
		const { items } = await run(given);
		if (items.length !== count) throw new Error(`${items.length} items of ${count}`);
	},
});

/** Runs of action nodes. */
export const actions: Scenario[] = [
	{
		name: 'Actions: runs of a few items',
		short: { warmUp: 12, measured: 48, atOnce: 6 },
		long: { warmUp: 120, measured: 1_000, atOnce: 6 },
		open: openRuns,
	},
	{
		name: `Actions: runs of ${COUNTS.short} items`,
		short: { warmUp: 2, measured: 8, atOnce: 1 },
		long: { warmUp: 4, measured: 32, atOnce: 1 },
		open: bigRun(false),
	},
	{
		name: `Actions: runs of ${COUNTS.long} items`,
		short: { warmUp: 0, measured: 0, atOnce: 1 },
		long: { warmUp: 2, measured: 6, atOnce: 1 },
		open: bigRun(true),
	},
];
