import { jobOnce } from '../../harness/exportJob';
import { startPollHost } from '../../harness/runPoll';
import { forward } from './clock';
import type { Running, Scenario, Stage } from './scenario';

const MINUTE_MS = 60_000;

const start = async ({ credentials }: Stage, workflowId: string, downloadFiles = false) =>
	await startPollHost({
		node: 'genesysExportTrigger',
		parameters: { api: 'udm10', authentication: 'token', downloadFiles },
		credentials: credentials.signedIn,
		workflowId,
	});

const NIGHTLY = jobOnce('Nightly', { jobParams: { type: 'Interactions', media: ['chat'] } });

/** An export that finishes within a minute, for the simulator and for the nodes. */
async function minute({ ask }: Stage): Promise<void> {
	await ask('exports.addJob', NIGHTLY);
	await ask('exports.advance', MINUTE_MS);
	forward(MINUTE_MS);
}

async function openPolls(stage: Stage): Promise<Running> {
	const host = await start(stage, 'polled for hours', true);
	const begin = Date.now();
	let exports = 0;
	await host.poll();
	return {
		async unit(number) {
			await minute(stage);
			const { items, error } = await host.execute(await host.poll(), `of ${number}`);
			if (error) throw error;
			if (items.length === 0) throw new Error('The export of this minute did not come');
			exports++;
		},
		said: () => ({
			exports,
			hours: (Date.now() - begin) / (60 * MINUTE_MS),
			bytesOfState: JSON.stringify(host.state()).length,
		}),
	};
}

/** The Export Trigger. */
export const polls: Scenario[] = [
	{
		name: 'Export Trigger: polls',
		short: { warmUp: 6, measured: 56, atOnce: 1 },
		// Of the exports before, the newest 2,000 are known again.
		long: { warmUp: 40, measured: 600, atOnce: 1, bytes: 300 },
		open: openPolls,
	},
	{
		name: 'Export Trigger: activations',
		short: { warmUp: 8, measured: 40, atOnce: 4 },
		long: { warmUp: 100, measured: 1_000, atOnce: 4, bytes: 300 },
		open: async (stage) => ({
			async unit(number) {
				const host = await start(stage, `polled ${number}`);
				await host.poll();
				await minute(stage);
				const { error } = await host.execute(await host.poll(), `activation ${number}`);
				if (error) throw error;
			},
		}),
	},
];
