import type { Mutation } from './mutation';

const session = 'nodes/shared/cometd/session.ts';
const watch = 'nodes/GenesysStatisticsTrigger/watch.ts';
const trigger = 'nodes/shared/triggers/cometd.ts';
const run = 'nodes/GenesysStatisticsTrigger/run.ts';

/** What `test/campaigns/cometd.test.ts` catches in its short form. */
export const mutations: Mutation[] = [
	{
		what: 'A first session ends at once when nothing answers, as if the endpoint were another one',
		file: 'nodes/shared/cometd/failure.ts',
		find: 'Number(error.httpCode ?? NaN)',
		replace: 'Number(error.httpCode)',
	},
	{
		what: 'A subscription whose answer was lost is left at Genesys',
		file: watch,
		find: 'if (turn === this.turn) this.asked.add(subscriptionId);',
		replace: 'if (turn === this.turn) this.asked.clear();',
	},
	{
		what: 'A subscription is asked for again before the time that Genesys said',
		defects: [8],
		file: watch,
		find: 'Date.now() + waitAskedBy(error)',
		replace: 'Date.now()',
	},
	{
		what: 'Advice to wait for years is followed',
		defects: [8],
		file: 'nodes/shared/cometd/wire.ts',
		find: 'numberOr(advice.interval, this.interval, LONGEST_INTERVAL_MS)',
		replace: 'numberOr(advice.interval, this.interval)',
	},
	{
		what: 'The session does not wait as long as Genesys asks for',
		defects: [8],
		file: 'nodes/shared/cometd/patience.ts',
		find: 'Math.max(full / 2 + (full / 2) * Math.random(), failure.retryAfter)',
		replace: 'full / 2 + (full / 2) * Math.random()',
	},
	{
		what: 'A session that is lost again and again is opened without back-off',
		defects: [8],
		file: session,
		find: "const own = isOver && this.stage === 'polling' ? this.afterLoss(failure) : this.after(failure);",
		replace: "const own = isOver && this.stage === 'polling' ? 0 : this.after(failure);",
	},
	{
		what: 'Messages are never acknowledged',
		file: session,
		find: "if (batch !== undefined && typeof ext?.ack === 'number') this.batch = ext.ack;",
		replace: '',
	},
	{
		what: 'What was passed on last is not remembered',
		file: run,
		find: 'if (catchUp && !closed()) kept.told = filter.known(ids);',
		replace: '',
	},
	{
		what: 'What differs after a loss is not caught up',
		file: 'nodes/GenesysStatisticsTrigger/filter.ts',
		find: 'if (told ? catchUp : initialValues)',
		replace: 'if (!told && initialValues)',
	},
	{
		what: 'The session of an n8n that was killed is not ended',
		file: trigger,
		find: '\t\tawait endFormer();\n',
		replace: '',
	},
	{
		what: 'The subscription of an n8n that was killed is left at Genesys',
		file: watch,
		find: 'this.asked = new Set(options.former);',
		replace: 'this.asked = new Set();',
	},
	{
		what: 'A trigger that cannot go on does not say so',
		file: trigger,
		find: '\t\tcontext.emitError(new NodeOperationError(context.getNode(), error));\n',
		replace: '',
	},
];
