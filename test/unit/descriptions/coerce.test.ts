import { UserError } from 'n8n-workflow';
import { coerce, isBlank } from '../../../nodes/shared/descriptions/coerce';
import { nameList } from '../../../nodes/shared/descriptions/given';
import type { Property } from '../../../nodes/shared/descriptions/property';

const NEW_YORK = 'America/New_York';
const property = (type: Property['type'], more: Partial<Property> = {}): Property => ({
	displayName: 'The Field',
	name: 'field',
	type,
	default: '',
	...more,
});
const read = (field: Property, value: unknown) => coerce(field, value, NEW_YORK);

/** What is said of a value: that of the field, in words for people. */
function refusalOf(field: Property, value: unknown) {
	try {
		return { read: read(field, value) };
	} catch (error) {
		const { message, description } = error as UserError;
		return { isForUsers: error instanceof UserError, message, description };
	}
}
const refused = (said: string, description = '') => ({
	isForUsers: true,
	message: `The field "The Field"${said}`,
	description: expect.stringContaining(description),
});

describe('text', () => {
	test.each([
		['abc', 'abc'],
		[' a ', ' a '],
		['', ''],
		[null, ''],
		[undefined, ''],
		[0, '0'],
		[12.5, '12.5'],
		[false, 'false'],
		['9007199254740993', '9007199254740993'],
	])('%p is %j', (value, expected) => {
		expect(read(property('string'), value)).toBe(expected);
	});

	test('an ID that was copied with spaces around it is without them', () => {
		expect(read(property('string', { trim: true }), ' \n bff348eb ')).toBe('bff348eb');
	});

	test.each([[{ a: 1 }], [[1, 2]], [{}]])('%j is not', (value) => {
		expect(refusalOf(property('string'), value)).toEqual(
			refused(' is not text', `It is ${JSON.stringify(value)}. Check the value`),
		);
	});

	test('a value that is no text is shown in short', () => {
		const { description } = refusalOf(property('string'), { long: 'x'.repeat(10_000) });
		expect(description?.length).toBeLessThan(200);
	});

	test.each([9007199254740992, 1e21, NaN])('%p is not sure to be what was meant', (value) => {
		for (const field of [property('string'), property('string', { commaSeparated: true })])
			expect(refusalOf(field, value)).toMatchObject({
				isForUsers: true,
				message: `The number ${value} in the field "The Field" is not sure to be the one that was meant`,
			});
	});

	test('may have any characters, but no half of one', () => {
		const broken = {
			isForUsers: true,
			message: 'The text of the field "The Field" is broken',
		};
		expect(read(property('string'), 'b\u{1F600}\0\r\n')).toBe('b\u{1F600}\0\r\n');
		for (const half of ['b\ud83d', '\ude00b', 'a\ude00\ud83db']) {
			expect(refusalOf(property('string'), half)).toMatchObject(broken);
			expect(refusalOf(property('resourceLocator'), half)).toMatchObject(broken);
			expect(refusalOf(property('options'), half)).toMatchObject(broken);
			const names = property('string', { commaSeparated: true });
			expect(refusalOf(names, ['a', half])).toMatchObject(broken);
		}
	});

	test('names with commas between them, or a list of names', () => {
		const names = property('string', { commaSeparated: true });
		expect(read(names, 'a, b ,,c')).toEqual(['a', 'b', 'c']);
		expect(read(names, ['a', ' b ', '', 3])).toEqual(['a', 'b', '3']);
		expect(read(names, 7)).toEqual(['7']);
		expect(read(names, ['a,b', 'c'])).toEqual(['a,b', 'c']);
		for (const nothing of [undefined, null, '', ' , ', [], '[]'])
			expect(nameList(nothing)).toEqual([]);
		for (const none of [{ a: 1 }, ['a', { b: 1 }]])
			expect(refusalOf(names, none)).toEqual(refused(' is not text'));
	});

	test('names as models give them: the JSON text of a list, whatever the names are', () => {
		const names = property('string', { commaSeparated: true });
		expect(read(names, '["chat","email"]')).toEqual(['chat', 'email']);
		expect(read(names, ' [1042, "a, b", null] ')).toEqual(['1042', 'a, b']);
		// No JSON is text as it is.
		expect(read(names, '[a], b')).toEqual(['[a]', 'b']);
		expect(read(names, '["a", "b"')).toEqual(['["a"', '"b"']);
		for (const none of ['[{"a":1}]', '[["a"]]'])
			expect(refusalOf(names, none)).toEqual(refused(' is not text'));
	});

	test('a list without names is none where one is required', () => {
		const names = property('string', { commaSeparated: true });
		const several = property('multiOptions');
		const list = property('json', { shape: 'list' });
		for (const field of [names, several, list]) {
			for (const none of [[], '[]', ' [ ] ']) expect(isBlank(field, none)).toBe(true);
			for (const some of [['a'], '["a"]']) expect(isBlank(field, some)).toBe(false);
		}
		expect(isBlank(property('string'), '[]')).toBe(false);
	});

	test('of any type has no number either that is not sure to be what was meant', () => {
		expect(refusalOf(property('string', { anyType: true }), { a: [1e17] })).toMatchObject({
			isForUsers: true,
			message: expect.stringContaining('The number 100000000000000000 in the field "The Field"'),
		});
	});

	test.each([undefined, null, '', 0, 'x', { a: 1 }, [1]])(
		'of any type is left alone: %p',
		(value) => {
			expect(read(property('string', { anyType: true }), value)).toBe(value);
		},
	);
});

describe('true or false', () => {
	test.each([
		[true, true],
		[false, false],
		['true', true],
		['FALSE ', false],
	])('%p is %p', (value, expected) => {
		expect(read(property('boolean'), value)).toBe(expected);
	});

	test.each([null, undefined, '', 'yes', 0, 1, NaN, {}, []])('%p is neither', (value) => {
		expect(refusalOf(property('boolean'), value)).toEqual(refused(' is not true or false'));
	});
});

describe('a number', () => {
	test.each([
		[5, 5],
		['5', 5],
		[' 2.5 ', 2.5],
		['-1e3', -1000],
		[0, 0],
	])('%p is %p', (value, expected) => {
		expect(read(property('number'), value)).toBe(expected);
	});

	test.each(['', ' ', 'many', '5 apples', null, undefined, NaN, Infinity, true, [5], {}])(
		'%p is none',
		(value) => {
			expect(refusalOf(property('number'), value)).toEqual(refused(' is not a number'));
		},
	);

	test('has its bounds, and they belong to it', () => {
		const bounded = property('number', { typeOptions: { minValue: 1, maxValue: 10 } });
		expect([1, '10'].map((value) => read(bounded, value))).toEqual([1, 10]);
		expect(refusalOf(bounded, 0.5)).toEqual(refused(' is below 1', 'It is 0.5.'));
		expect(refusalOf(bounded, '11')).toEqual(refused(' is above 10', 'It is 11.'));
	});

	test.each(['9007199254740993', 9007199254740992, 1e21])('%p is above what is exact', (value) => {
		expect(refusalOf(property('number'), value)).toEqual(refused(' is above 9007199254740991'));
		expect(refusalOf(property('number'), `-${value}`)).toEqual(
			refused(' is below -9007199254740991'),
		);
	});

	test('is whole where it counts something', () => {
		const whole = property('number', { typeOptions: { numberPrecision: 0, maxValue: 10 } });
		expect(['2', 2.0].map((value) => read(whole, value))).toEqual([2, 2]);
		expect(refusalOf(whole, '2.5')).toEqual(refused(' is not a whole number', 'It is 2.5.'));
	});
});

describe('a choice', () => {
	const choice = property('options', {
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'Not Read', value: 'unRead' },
			{ name: 'Five Hundred', value: 500 },
		],
	});

	test.each([
		['all', 'all'],
		[' ALL ', 'all'],
		['unread', 'unRead'],
		['500', 500],
		[500, 500],
		['Not Read', 'unRead'],
		['five hundred', 500],
	])('%p is %p, as it is declared', (value, expected) => {
		expect(read(choice, value)).toBe(expected);
	});

	test.each(['', 'some', 'Not', null, undefined, 501, NaN, true, { value: 'all' }, ['x', 'y']])(
		'%p is none',
		(value) => {
			const { message, description } = refusalOf(choice, value);
			expect(message).toMatch(/^".*" is not a choice of the field "The Field"$/);
			expect(description).toBe('Use one of: all, unRead, 500.');
		},
	);

	test('that can be none is none when there is no value', () => {
		const none = { name: 'None', value: '' };
		const optional = property('options', { options: [{ name: '500 Error', value: 500 }, none] });
		expect(['', null, undefined, '500'].map((value) => read(optional, value))).toEqual([
			'',
			'',
			'',
			500,
		]);
		expect(refusalOf(optional, 'x').description).toBe('Use one of: 500.');
	});

	test('that is loaded from the account is any text', () => {
		const loaded = property('options', { loadOptions: async () => [] });
		expect([7, 'UCS', null].map((value) => read(loaded, value))).toEqual(['7', 'UCS', '']);
		expect(refusalOf(loaded, { id: 7 })).toEqual(refused(' is not text'));
	});

	test('of several: a list, or text with commas', () => {
		const several = property('multiOptions', { options: choice.options });
		expect(read(several, ['all', '500'])).toEqual(['all', 500]);
		expect(read(several, 'ALL, unread')).toEqual(['all', 'unRead']);
		for (const nothing of [null, undefined, '', []]) expect(read(several, nothing)).toEqual([]);
		expect(refusalOf(several, 'all, some').message).toBe(
			'"some" is not a choice of the field "The Field"',
		);
	});
});

describe('a date', () => {
	test.each([
		['2026-11-21T09:30:00Z', '2026-11-21T09:30:00.000Z'],
		['2026-11-21T09:30:00', '2026-11-21T14:30:00.000Z'],
		[new Date('2026-11-21T09:30:00Z'), '2026-11-21T09:30:00.000Z'],
		[Date.parse('2026-11-21T09:30:00Z'), '2026-11-21T09:30:00.000Z'],
		['2026-11-21T09:30:00+02:00', '2026-11-21T07:30:00.000Z'],
		['2026-11-21 09:30', '2026-11-21T14:30:00.000Z'],
		['2026-11-21', '2026-11-21T05:00:00.000Z'],
		['', ''],
		[null, ''],
		[undefined, ''],
	])('%p is %j', (value, expected) => {
		expect(read(property('dateTime'), value)).toBe(expected);
	});

	test.each(['next week', NaN, {}, [], true])('%p is none', (value) => {
		expect(refusalOf(property('dateTime'), value)).toEqual(
			refused(' is not a date', 'Use ISO 8601'),
		);
	});
});

describe('JSON', () => {
	test.each([
		['{"a":1}', { a: 1 }],
		['[1]', [1]],
		[' null ', null],
		['5', 5],
		['', undefined],
		['  ', undefined],
		[{ a: 1 }, { a: 1 }],
		[[1], [1]],
		[undefined, undefined],
		[null, null],
	])('%j is %j', (value, expected) => {
		expect(read(property('json'), value)).toEqual(expected);
	});

	test.each(['{', "{'a':1}", '{“a”:1}', 'abc'])('%s is none', (value) => {
		expect(refusalOf(property('json'), value)).toEqual(
			refused(' is not JSON', 'straight double quotes'),
		);
	});

	test.each(['{"a":[9007199254740993]}', { a: [9007199254740992] }])(
		'%j has a number that is not sure to be what was meant',
		(value) => {
			expect(refusalOf(property('json'), value)).toEqual({
				isForUsers: true,
				message:
					'The number 9007199254740992 in the field "The Field" is not sure to be the one that was meant',
				description: expect.stringContaining('Give it as text'),
			});
		},
	);

	test('has to be what its field is for', () => {
		const object = property('json', { shape: 'object' });
		const list = property('json', { shape: 'list' });
		for (const one of [{ a: 1 }, '{"a":1}']) expect(read(object, one)).toEqual({ a: 1 });
		for (const some of [[{ a: 1 }], '[{"a":1}]']) expect(read(list, some)).toEqual([{ a: 1 }]);
		expect(read(list, '')).toEqual([]);
		for (const none of [undefined, null, '', 5, 'null', '"x"', [1], '[{"a":1}]', new Date(0)])
			expect(refusalOf(object, none)).toEqual(
				refused(' is not a JSON object', '{"name": "value"}'),
			);
		for (const none of [5, { a: 1 }, '{"a":1}', [1], [null], '"x"'])
			expect(refusalOf(list, none)).toEqual(
				refused(' is not a JSON list of objects', '[{"name": "value"}]'),
			);
		expect(refusalOf(object, '{')).toEqual(refused(' is not JSON'));
	});

	test('is not nested without end', () => {
		const deep = '['.repeat(100_000) + ']'.repeat(100_000);
		for (const value of [deep, JSON.parse(deep)])
			expect(refusalOf(property('json'), value)).toMatchObject({
				isForUsers: true,
				message: 'The JSON is nested more than 500 levels deep',
			});
	});
});

describe('a locator', () => {
	const thing = property('resourceLocator', {
		modes: [
			{ displayName: 'By ID', name: 'id', type: 'string' },
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				extractValue: { type: 'regex', regex: '^genesys://[^/]*/(.+)$' },
			},
		],
	});
	const by = (mode: string, value: unknown) => ({ __rl: true, mode, value });

	test.each([
		['abc', 'abc'],
		[12, '12'],
		[null, ''],
		[undefined, ''],
		['genesys://nexus/abc', 'abc'],
		[by('id', ' abc '), 'abc'],
		[by('id', 12), '12'],
		[by('id', 'genesys://nexus/abc'), 'genesys://nexus/abc'],
		[by('url', 'genesys://nexus/abc'), 'abc'],
		[by('url', 'abc'), 'abc'],
		[by('list', 'abc'), 'abc'],
		[{ value: 'abc' }, 'abc'],
		[by('id', null), ''],
	])('%j is %j', (value, expected) => {
		expect(read(thing, value)).toBe(expected);
	});

	test('whose value is an object is none', () => {
		expect(refusalOf(thing, by('id', { id: 1 }))).toEqual(refused(' is not text'));
	});

	test('keeps its mode where the modes name the thing differently', () => {
		const either = { ...thing, keepsMode: true } as const;
		expect(read(either, by('id', 'abc'))).toEqual({ mode: 'id', value: 'abc' });
	});

	test('is blank without a value, and as text alone where the mode has to be known', () => {
		const either = { ...thing, keepsMode: true } as const;
		for (const blank of [by('id', ''), by('id', null), {}, undefined, null, '']) {
			expect([isBlank(thing, blank), isBlank(either, blank)]).toEqual([true, true]);
		}
		expect([isBlank(thing, 'abc'), isBlank(either, 'abc')]).toEqual([false, true]);
		expect(isBlank(either, by('id', 'abc'))).toBe(false);
	});
});

describe('a collection', () => {
	const fields = property('collection', {
		options: [
			property('string', { displayName: 'Text', name: 'text' }),
			property('number', { displayName: 'Number', name: 'number' }),
			property('boolean', { displayName: 'Switch', name: 'switch' }),
			property('dateTime', { displayName: 'Date', name: 'date' }),
			property('string', { displayName: 'Names', name: 'names', commaSeparated: true }),
		],
	});

	test('has what was added, each as its type says', () => {
		expect(read(fields, { text: 5, number: '5', switch: 'true' })).toEqual({
			text: '5',
			number: 5,
			switch: true,
		});
	});

	test('has not what is left empty, but for text; and nothing that is not declared', () => {
		const empty = { text: '', number: '', switch: null, date: '', names: '', other: 1 };
		expect(read(fields, empty)).toEqual({ text: '' });
	});

	test.each([null, undefined, '', []])('%p is an empty one', (value) => {
		expect(read(fields, value)).toEqual({});
	});

	test('can be the JSON text of an object', () => {
		expect(read(fields, '{"text":"a","number":"5"}')).toEqual({ text: 'a', number: 5 });
	});

	test.each(['x', 5, true, ['a'], '["a"]', '{'])('%p is none', (value) => {
		expect(refusalOf(fields, value)).toEqual(refused(' is not an object'));
	});

	test('the field inside is named', () => {
		expect(refusalOf(fields, { number: 'x' }).message).toBe('The field "Number" is not a number');
	});
});

describe('groups of fields', () => {
	const groups = property('fixedCollection', {
		options: [
			{
				displayName: 'Entries',
				name: 'entries',
				values: [
					property('string', { displayName: 'Key', name: 'key' }),
					property('number', { displayName: 'Count', name: 'count' }),
				],
			},
		],
	});

	test.each([
		[{ entries: [{ key: 1, count: '2' }, { key: 'b' }] }, [{ key: '1', count: 2 }, { key: 'b' }]],
		[{ entries: { key: 'a', count: 1 } }, [{ key: 'a', count: 1 }]],
		[{ entries: [null, {}, { key: 'b' }] }, [{ key: 'b' }]],
		[
			{
				entries: [
					{ key: '', count: '' },
					{ key: '', count: 0 },
				],
			},
			[{ key: '', count: 0 }],
		],
		[{ entries: [] }, []],
	])('%j', (value, expected) => {
		expect(read(groups, value)).toEqual({ entries: expected });
	});

	test.each([
		...[undefined, null, '', {}, { others: [{ key: 'a' }] }],
		...[{ entries: [{ key: '', count: '' }] }, { entries: {} }, { entries: [null] }],
	])('%p has none', (value) => {
		expect(read(groups, value)).toEqual({});
		expect(read(property('collection', { options: [groups] }), { field: value })).toEqual({});
	});

	test('the field inside is named', () => {
		expect(refusalOf(groups, { entries: [{ count: 'x' }] }).message).toBe(
			'The field "Count" is not a number',
		);
	});
});
