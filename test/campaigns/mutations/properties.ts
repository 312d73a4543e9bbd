import type { Mutation } from './mutation';

/** What values that expressions give have to bring to light. */
export const mutations: Mutation[] = [
	{
		what: 'a number may be none',
		defects: [3],
		file: 'nodes/shared/descriptions/coerce.ts',
		find: "if (!Number.isFinite(number)) throw isNot(property, 'a number', value);",
		replace: 'if (!Number.isFinite(number)) return number;',
		env: { RUNS: '2', ONLY: 'Statistics' },
	},
	{
		what: 'numbers that were rounded go out',
		defects: [6],
		file: 'nodes/shared/transport/json.ts',
		find: 'Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number)',
		replace: 'Number.isInteger(number) || Number.isFinite(number)',
	},
	{
		what: 'a part of a path leads to another one',
		file: 'nodes/shared/transport/path.ts',
		find: 'encodeURIComponent(value) + texts',
		replace: 'String(value) + texts',
	},
	{
		what: 'a value in a query adds parameters to it',
		file: 'nodes/shared/transport/path.ts',
		find: 'encodeURIComponent(String(value))',
		replace: 'String(value)',
	},
	{
		what: 'halves of characters are sent',
		file: 'nodes/shared/descriptions/coerce.ts',
		find: 'if (HALF_CHARACTER.test(text)) {',
		replace: 'if (text.length > 1e9 && HALF_CHARACTER.test(text)) {',
	},
];
