import { campaigns, type Campaign } from './index';
import type { Mutation } from './mutation';
import { openWorkspace, type Verdict } from './workspace';

/**
 * Breaks the shipped code on purpose, one way after another, and runs the campaign that has to see it.
 *
 * `npx tsx test/campaigns/mutations/main.ts` runs all, `… servers` those of a campaign, and `… servers -- redirect` those of
 * them with that in their names. Ends with 1 when one is not seen, or when a campaign fails without any.
 */
async function main(args: string[]): Promise<void> {
	const at = args.indexOf('--');
	const [names, words] = at < 0 ? [args, []] : [args.slice(0, at), args.slice(at + 1)];
	const unknown = names.filter((name) => !(name in campaigns));
	if (unknown.length > 0)
		throw new Error(`No campaign ${unknown.join()}: there are ${Object.keys(campaigns).join()}`);
	const workspace = await openWorkspace();
	process.once('SIGINT', () => void workspace.close().finally(() => process.exit(130)));
	const rows: Row[] = [];
	try {
		for (const name of names.length > 0 ? names : Object.keys(campaigns)) {
			await runCampaign(workspace, name, campaigns[name], words.join(' '), rows);
		}
	} finally {
		await workspace.close();
	}
	print(rows);
	process.exitCode = rows.every(({ isRight }) => isRight) ? 0 : 1;
}

interface Row {
	campaign: string;
	mutation?: Mutation;
	verdict: Verdict;
	/** Whether it was caught; the unchanged project must not be. */
	isRight: boolean;
}

async function runCampaign(
	{ run }: Awaited<ReturnType<typeof openWorkspace>>,
	campaign: string,
	{ jest, mutations }: Campaign,
	words: string,
	rows: Row[],
): Promise<void> {
	const passing = new Set<string>();
	const add = (row: Row) => {
		rows.push(row);
		const { mutation, verdict, isRight } = row;
		const outcome = isRight ? 'ok' : 'WRONG';
		console.log(
			`${outcome} ${campaign}: ${mutation?.what ?? 'unchanged'} (${verdict.seconds} s) ${verdict.words}`,
		);
	};
	for (const mutation of mutations.filter(({ what }) => what.includes(words))) {
		const { env = {} } = mutation;
		const narrowed = JSON.stringify(env);
		if (!passing.has(narrowed)) {
			passing.add(narrowed);
			const verdict = await run(jest, env);
			add({ campaign, verdict, isRight: verdict.ran && verdict.failedTests === 0 });
		}
		const verdict = await run(jest, env, mutation);
		add({ campaign, mutation, verdict, isRight: verdict.ran && verdict.failedTests > 0 });
	}
}

function print(rows: Row[]): void {
	console.log('\n| Campaign | Mutation | Defects | Caught | Failed tests | Seconds |');
	console.log('|---|---|---|---|---|---|');
	for (const { campaign, mutation, verdict, isRight } of rows) {
		const { what = 'none', defects = [] } = mutation ?? {};
		const caught = mutation ? (isRight ? 'yes' : 'NO') : isRight ? 'passes' : 'FAILS';
		console.log(
			`| ${[campaign, what, defects.join(', '), caught, verdict.failedTests, verdict.seconds].join(' | ')} |`,
		);
	}
}

main(process.argv.slice(2)).catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
