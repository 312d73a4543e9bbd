import fc from 'fast-check';

/** What no name in a request may ever be: every hostile text tries to become one, or a part of the path. */
export const MARK = 'injected';

/** As n8n has them from another node, which has read them as the nearest number. */
const INEXACT = [2 ** 53, -(2 ** 53), 2 ** 53 + 2, 2 ** 60, 1e21, 1e300, NaN, Infinity, -Infinity];

/** How they look in a text, where none of them may ever arrive. */
export const INEXACT_TEXTS = ['9007199254740992', '9007199254740994', '1152921504606846976'];

const TEXTS = [
	...[
		'..',
		'.',
		'',
		'   ',
		`../${MARK}`,
		`../../../${MARK}`,
		`a/../${MARK}`,
		`/${MARK}`,
		`./${MARK}/..`,
	],
	...[`..\\${MARK}`, `%2e%2e%2f${MARK}`, `a%00${MARK}`, `a;${MARK}=1`, `//host.invalid/${MARK}`],
	...[`http://host.invalid/${MARK}`, `a@host.invalid/${MARK}`, `file:///${MARK}`],
	...[
		`a?${MARK}=1&${MARK}=2#${MARK}`,
		`a&${MARK}=1`,
		`a#${MARK}`,
		`a","${MARK}":"1`,
		`a<${MARK}/>`,
	],
	...[
		`a\r\nX-${MARK}: 1`,
		`a\r\n\r\nGET /${MARK} HTTP/1.1\r\n\r\n`,
		`a\n${MARK}: 1`,
		`\r${MARK}: 1\r`,
	],
	...[
		`a"; name="${MARK}"`,
		`a"\r\n\r\n--x\r\nContent-Disposition: form-data; name="${MARK}"\r\n\r\n1`,
	],
	...[
		'a\u0000b',
		'\u0000',
		'\u001b[2J',
		'\ufeff',
		'x'.repeat(10_000),
		'../'.repeat(3_000),
		'€'.repeat(3_000),
	],
	...['Ünïcödé', '日本語', '👩‍👩‍👧', 'e\u0301', '\u202etxt.exe', '\u2028', '\ufffe'],
	...['\ud83d', 'a\udc00b', '\udc00\ud83d'],
	...['9007199254740993', '-9007199254740993', '1e400', '0x10', 'NaN', 'Infinity', '1,5'],
	...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'true', '[object Object]'],
	...[
		'2026-02-30',
		'2026-13-01T25:61:00Z',
		'tomorrow',
		'+275761-01-01',
		'0000-00-00',
		'12/31/2026',
	],
	...[
		'{',
		'[]',
		'{}',
		'null',
		'[1',
		'{"__proto__":{"a":1}}',
		'{"id":9007199254740993}',
		'={{ 1 }}',
	],
];

const NUMBERS = [...INEXACT, 0, -0, -1, 0.5, 0.1 + 0.2, 1e-7, Number.MAX_SAFE_INTEGER];

/** An object in an object, so often. */
const nested = (depth: number): unknown =>
	Array.from({ length: depth }).reduce((inner) => ({ inner }), 1 as unknown);

const OTHERS = [
	...[
		null,
		undefined,
		true,
		false,
		{},
		[],
		[[]],
		[null],
		{ a: 1 },
		['a', { b: 1 }],
		[1, '..', true],
	],
	...[{ __rl: true, mode: 'id', value: `../${MARK}` }, { __rl: true }, { mode: {}, value: [] }],
	...[new Date(NaN), new Date(0), new Date(8.64e15), { id: 2 ** 53 }, [NaN], nested(300)],
	...[
		JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":1}}'),
		[`../${MARK}`, `a\r\n${MARK}: 1`],
	],
	Array.from({ length: 500 }, (_, index) => index),
];

/** What an expression can give a field: known to be dangerous, or anything. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom(...TEXTS) },
	{ weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
	{ weight: 2, arbitrary: fc.constantFrom(...OTHERS) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
	{
		weight: 1,
		arbitrary: fc
			.tuple(
				fc.constantFrom('..', '../', '/', '%2e', '\r\n', '"', '?', '&', '#', '\u0000'),
				fc.string(),
			)
			.map(([bad, text]) => `${text}${bad}${MARK}`),
	},
	{ weight: 1, arbitrary: fc.date({ noInvalidDate: false }) },
	{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
	{ weight: 1, arbitrary: fc.double({ min: 2 ** 53, max: 1e20, noInteger: false }) },
);

/** Whether it is a number that is not what was meant, or none at all. */
export const isInexact = (value: unknown): boolean =>
	typeof value === 'number' &&
	(!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)));

/** All texts in a value, and what its numbers and words look like in one. */
export function textsIn(value: unknown): string[] {
	if (value instanceof Date)
		return [String(value), Number.isNaN(value.getTime()) ? '' : value.toISOString()];
	if (Array.isArray(value)) {
		const inner = value.flatMap(textsIn);
		return [inner.join(','), ...inner];
	}
	if (typeof value !== 'object' || value === null) return [String(value ?? '')];
	return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
}
