import { UserError } from 'n8n-workflow';
import { checkExact, jsonOrText, parseJson } from '../../../nodes/shared/transport/json';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('JSON', () => {
	test.each([
		['9007199254740993', '9007199254740993'],
		['9007199254740992', '9007199254740992'],
		['9007199254740991', 9007199254740991],
		['-9007199254740993', '-9007199254740993'],
		['123456789012345678901234567890', '123456789012345678901234567890'],
		['1e400', '1e400'],
		['1E5', 100000],
		['-9007199254740993.5', -9007199254740994],
		['[1,9007199254740993]', [1, '9007199254740993']],
		['[9007199254740993]', ['9007199254740993']],
		['{"a":\t-1.5e400}', { a: '-1.5e400' }],
		['\r\n9007199254740993', '9007199254740993'],
		['0.12345678901234567890', 0.12345678901234568],
		['1.7976931348623157E308', 1.7976931348623157e308],
		['-0.5', -0.5],
		['12', 12],
		['null', null],
		['"text"', 'text'],
	])('%s is %j', (text, value) => {
		expect(parseJson(text)).toEqual(value);
	});

	test('big numbers are text wherever they stand, and texts stay what they are', () => {
		const text = String.raw`{ "9007199254740993": [9007199254740993 ,{"a":-9007199254740994}],
			"b": "x, 9007199254740993, \"", "c\\": 9007199254740995, "d": "\\", "e": 1, "f": "\u0022 9007199254740993" }`;
		expect(parseJson(text)).toEqual({
			'9007199254740993': ['9007199254740993', { a: '-9007199254740994' }],
			b: 'x, 9007199254740993, "',
			'c\\': '9007199254740995',
			d: '\\',
			e: 1,
			f: '" 9007199254740993',
		});
	});

	test.each(['', ' ', '{"id":12', '{"a":9007199254740993', 'OK', '<html>', '{a:1}', '01'])(
		'%j is none',
		(text) => {
			expect(() => parseJson(text)).toThrow(SyntaxError);
			expect(jsonOrText(text)).toBe(text);
		},
	);

	test('a name that JavaScript knows is one like any other', () => {
		const value = parseJson('{"__proto__":{"admin":true},"id":9007199254740993}') as object;
		expect(Object.keys(value)).toEqual(['__proto__', 'id']);
		expect('admin' in value).toBe(false);
	});

	test('may be long', () => {
		const long = `{"id":9007199254740993,"text":"${'a'.repeat(20_000_000)}${'\\n'.repeat(2_000_000)}"}`;
		expect(parseJson(long)).toMatchObject({ id: '9007199254740993' });
		expect(jsonOrText(`${'"\\"'.repeat(1_000_000)}{"id":9007199254740993`)).toEqual(
			expect.any(String),
		);
	});

	test('that is nested too deeply is refused in words', () => {
		expect(parseJson(nested(500))).toBeDefined();
		for (const levels of [502, 100_000]) {
			expect(() => parseJson(nested(levels))).toThrow(
				new UserError('The JSON is nested more than 500 levels deep'),
			);
			expect(jsonOrText(nested(levels))).toBe(nested(levels));
		}
	});

	test('a field with the name of a function hides nothing', () => {
		expect(() => parseJson(`{"toJSON":1,"a":${nested(501)}}`)).toThrow(UserError);
		expect(() => checkExact({ toJSON: 1, a: NaN }, '')).toThrow(UserError);
	});

	test('what did not come as text is left alone', () => {
		const body = { a: 1 };
		for (const given of [body, undefined, null, 5]) expect(jsonOrText(given)).toBe(given);
	});
});

describe('a number that is not sure to be the one that was meant', () => {
	test.each([
		[9007199254740993, 9007199254740992],
		[-9007199254740992, -9007199254740992],
		[{ a: [1, { b: 9007199254740994 }] }, 9007199254740994],
		[[NaN], NaN],
		[{ a: Infinity }, Infinity],
		[1e21, 1e21],
		[{ a: 5n }, 5n],
	])('is found in %p', (value, found) => {
		expect(() => checkExact(value, 'the field "A"')).toThrow(
			new UserError(
				`The number ${found} in the field "A" is not sure to be the one that was meant`,
			),
		);
	});

	test.each<[unknown]>([
		[9007199254740991],
		[0.1],
		['9007199254740993'],
		[{ a: ['x', null, undefined, true, 12] }],
		[new Date()],
		[{ toJSON: () => 'text', inner: NaN }],
		[undefined],
	])('is not in %p', (value) => {
		expect(() => checkExact(value, '')).not.toThrow();
	});

	test('what goes round in a circle is refused in words', () => {
		const circle: Record<string, unknown> = {};
		circle.self = circle;
		expect(() => checkExact(circle, '')).toThrow(UserError);
	});
});
