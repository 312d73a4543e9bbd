import type { Mutation } from './mutation';

/** What the campaign Long life has to catch. */
export const mutations: Mutation[] = [
	{
		what: 'Deduplication remembers each node for ever',
		file: 'nodes/shared/triggers/deduplicate.ts',
		find: 'if (--wait.executions === 0) waits.delete(key);',
		replace: '',
		env: { ONLY: 'Webhook triggers: activations' },
	},
	{
		what: 'Turns that are over stay in their queue',
		file: 'nodes/shared/transport/concurrency.ts',
		find: 'if (this.tails.get(key) === mine) this.tails.delete(key);',
		replace: 'if (this.tails.get(key) !== mine) this.tails.delete(key);',
		env: { ONLY: 'Webhook triggers: activations' },
	},
	{
		what: 'The secret of a credential stays in memory when nobody asks for it any more',
		defects: [13],
		file: 'nodes/shared/triggers/webhook/secretCache.ts',
		find: 'if (this.entries.get(id) === entry) this.entries.delete(id);',
		replace: '',
		env: { ONLY: 'Webhook triggers: activations' },
	},
	{
		what: 'A trigger that is switched off leaves its session open',
		file: 'nodes/shared/triggers/cometd.ts',
		find: 'await Promise.all([bayeux.stop(), subscription.close()]);',
		replace: 'await subscription.close();',
		env: { ONLY: 'Agent Email Trigger: activations' },
	},
	{
		what: 'A request that has ended is watched until its time is over',
		file: 'nodes/shared/transport/deadline.ts',
		find: 'running.delete(own);',
		replace: '',
		env: { ONLY: 'Export Trigger: activations' },
	},
];
