import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { collection, date, flag, number, text } from '../../../nodes/shared/descriptions/fields';
import { defineProperty } from '../../../nodes/shared/descriptions/property';
import { settingsOf } from '../../../nodes/shared/triggers/settings';

const properties = [
	defineProperty({ displayName: 'Read this', name: 'notice', type: 'notice', default: '' }),
	text('text', 'Text', 'text'),
	number('limit', 'Limit', 'limit', 5, { typeOptions: { minValue: 1 } }),
	date('since', 'Since', 'since'),
	collection('options', 'Options', 'option', [flag('once', 'Once', 'Whether it is once')]),
] as const;

type Stored = Record<string, unknown>;
const common = { getTimezone: () => 'America/New_York' };

/** A trigger, which has no items: the second parameter is the default. */
const trigger = (stored: Stored) =>
	({
		...common,
		getNodeParameter: (name: string, fallback: unknown) => stored[name] ?? fallback,
	}) as unknown as IPollFunctions;

/** A trigger within an execution: the second parameter is the item. */
const execution = (stored: Stored) =>
	({
		...common,
		getInputData: () => [],
		continueOnFail: () => false,
		getNodeParameter: (name: string, index: number, fallback: unknown) =>
			index === 0 ? (stored[name] ?? fallback) : undefined,
	}) as unknown as IExecuteFunctions;

describe.each([
	['when it waits', trigger],
	['within an execution', execution],
])('the settings of a trigger %s', (_when, contextOf) => {
	test('are what their types say', () => {
		const stored = {
			text: 7,
			limit: '3',
			since: '2026-11-21T09:30:00',
			options: { once: 'true' },
			other: 'not ours',
		};
		expect(settingsOf(contextOf(stored), properties)).toEqual({
			text: '7',
			limit: 3,
			since: '2026-11-21T14:30:00.000Z',
			options: { once: true },
		});
	});

	test('are at their defaults when nothing is stored', () => {
		const defaults = { text: '', limit: 5, since: '', options: {} };
		expect(settingsOf(contextOf({}), properties)).toEqual(defaults);
	});

	test('that are not on the screen are at their defaults, whatever is stored', () => {
		const show = { show: { mode: ['many'] } };
		const hiding = [
			text('mode', 'Mode', 'mode'),
			number('many', 'Many', 'many', 5, { displayOptions: show }),
		] as const;
		const stored = (mode: string) => contextOf({ mode, many: mode === 'many' ? 7 : 'wrong' });
		expect(settingsOf(stored('one'), hiding)).toEqual({ mode: 'one', many: 5 });
		expect(settingsOf(stored('many'), hiding)).toEqual({ mode: 'many', many: 7 });
	});

	test('that are wrong name their field', () => {
		expect(() => settingsOf(contextOf({ limit: 0 }), properties)).toThrow(
			'The field "Limit" is below 1',
		);
		expect(() => settingsOf(contextOf({ options: { once: 'often' } }), properties)).toThrow(
			'The field "Once" is not true or false',
		);
	});
});
