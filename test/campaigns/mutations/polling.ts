import type { Mutation } from './mutation';

const poll = 'nodes/GenesysExportTrigger/poll.ts';
const seen = 'nodes/GenesysExportTrigger/seen.ts';

/** What the campaign Polling has to catch in its short form. */
export const mutations: Mutation[] = [
	{
		what: 'an export that is not found once is forgotten',
		file: poll,
		find: 'now - from > LONGEST_GONE_MS',
		replace: 'gone.has(id)',
	},
	{
		what: 'what was seen does not belong to an API and a credential',
		defects: [4],
		file: 'nodes/GenesysExportTrigger/settings.ts',
		find: '[api.choice.value, node.credentials?.[name]?.id, base]',
		replace: '[base]',
	},
	{
		what: 'a server is believed to sort as it was asked to',
		defects: [5],
		file: 'nodes/shared/exports/records.ts',
		find: 'if (place > this.last) this.sorted = false;',
		replace: '',
	},
	{
		what: 'the last digits of a long ID do not count',
		defects: [6],
		file: 'nodes/shared/exports/records.ts',
		find: '? BigInt(id) : 0n',
		replace: '? BigInt(Number(id)) : 0n',
	},
	{
		what: 'an execution that was lost with the process is not offered again',
		file: poll,
		find: 'hasPolled(context) ? [] : (state.last ?? [])',
		replace: '[] as string[]',
	},
	{
		what: 'an execution that was done passes when it is offered again',
		file: 'nodes/shared/triggers/deduplicate.ts',
		find: '!repeated.has(String(id))',
		replace: 'String(id).length > 0',
	},
	{
		what: 'a record that appears a little after the time that it carries is missed',
		file: seen,
		find: 'export const OVERLAP_MS = 10 * 60_000;',
		replace: 'export const OVERLAP_MS = 0;',
	},
	{
		what: 'an export that is running when it is first met is not waited for',
		file: poll,
		find: "if (trigger.outcome(record) === 'running') open.set",
		replace: 'if (trigger.outcome(record) === undefined) open.set',
	},
	{
		what: 'saved data that is none stops the trigger for good',
		file: 'nodes/GenesysExportTrigger/state.ts',
		find: '|| !isSound(state as Record<keyof State, unknown>)',
		replace: '',
	},
];
