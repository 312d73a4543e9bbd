import { MOST_BYTES, say, type Change, type Draft } from './draft';

/** The delivery with other fields before those that it has; a comma after each. */
const withFields =
	(fields: (draft: Draft) => string): Change =>
	(draft) =>
		say(draft, draft.target.product.body(draft.id, fields(draft)));

/** The delivery with another ID. @param ids what the items name then; undefined when that is left open */
const withId =
	(id: (draft: Draft) => string, ids: (draft: Draft) => string[] | undefined): Change =>
	(draft) => {
		draft.id = id(draft);
		draft.ids = ids(draft);
		// Without an ID it is known by its bytes, which have to be its own.
		say(draft, draft.target.product.body(draft.id, `"note":"${draft.mark}",`));
	};
const odd = (json: string) =>
	withId(
		() => json,
		() => undefined,
	);
const text = (value: (draft: Draft) => string) =>
	withId(
		(draft) => JSON.stringify(value(draft)),
		(draft) => [value(draft)],
	);

/** No JSON object. */
const other =
	(body: (draft: Draft) => string | Buffer): Change =>
	(draft) =>
		say(draft, body(draft), 'no object');

const nested = (levels: number, open = '[', close = ']') =>
	`${open.repeat(levels)}0${close.repeat(levels)}`;

/** A number of the case's own. */
const numberOf = ({ mark }: Draft) => BigInt(mark.replace(/\D/g, ''));
const BEYOND = 2n ** 53n + 1n;

/** Fields that JavaScript has a meaning for. */
const MEANINGFUL = [
	'"__proto__":{"polluted":"yes"},',
	'"__proto__":null,',
	'"__proto__":[],',
	'"__proto__":{"toString":1,"toJSON":1},',
	'"constructor":{"prototype":{"polluted":"yes"}},',
	'"constructor":null,"prototype":{"polluted":"yes"},',
	'"toString":1,"valueOf":1,',
	'"toString":{"__proto__":{"polluted":"yes"}},',
	'"hasOwnProperty":1,"isPrototypeOf":null,"__defineGetter__":"x","__lookupGetter__":[],',
	'"toJSON":"x",',
	'"then":"x","length":4294967296,',
	'"a":{"__proto__":{"__proto__":{"polluted":"yes"}}},',
];

/** What stands where something else is expected; also what JavaScript cannot make a text of. */
const ODD = [
	'null',
	'0',
	'-1',
	'true',
	'""',
	'[]',
	'{}',
	'[[]]',
	'{"toString":1}',
	'1e400',
	'[null]',
];

/** Changes of what is said, by name; all are signed rightly. */
export const BODIES: Record<string, Change> = {
	'fields with a meaning': withFields(({ choice }) => choice.of(MEANINGFUL)),
	'fields of a prototype everywhere': (draft) => {
		const body = draft.target.product.body(draft.id, '');
		say(draft, body.replaceAll('{"', '{"__proto__":{"polluted":"yes"},"'));
	},
	'the same name twice': withFields(() => '"id":"first","type":"first","text":"first",'),
	'numbers that JavaScript has not': withFields(
		() => `"big":90071992547409931,"huge":${'9'.repeat(1_000)},"exponent":1e400,"zero":-0,`,
	),
	'half characters': withFields(() => '"half":"\\ud800","other":"\\udc00\\ud800",'),
	'NUL and other signs': withFields(() => '"signs":"\\u0000\\u0001\\u2028\\u2029\\ufeff\\u202e",'),
	'deep, but not too deep': withFields(({ choice }) => `"deep":${nested(2 + choice.below(470))},`),
	'many fields': withFields(() =>
		Array.from({ length: 5_000 }, (_, index) => `"field${index}":${index},`).join(''),
	),
	'many numbers': withFields(() => `"numbers":[${Array(100_000).fill('1e5').join()}],`),
	'bytes that are no UTF-8': (draft) => {
		const body = draft.target.product.body(draft.id, '"bytes":"?????",');
		const bytes = Buffer.from(body);
		bytes.set([0xff, 0xc0, 0x80, 0xed, 0xa0], bytes.indexOf('?????'));
		say(draft, bytes);
	},
	'a byte order mark': (draft) => say(draft, `\ufeff${draft.body.toString('utf8')}`),
	'white space around it': (draft) => say(draft, ` \t\r\n${draft.body.toString('utf8')}\r\n\r\n`),
	escaped: (draft) => {
		const id = [...draft.mark].map((sign) => sign.charCodeAt(0).toString(16).padStart(4, '0'));
		draft.id = `"${id.map((code) => `\\u${code}`).join('')}"`;
		say(draft, draft.target.product.body(draft.id, ''));
	},
	'an ID that is a number': withId(
		(draft) => String(numberOf(draft)),
		(draft) => [String(numberOf(draft))],
	),
	'IDs beyond 2^53 side by side': (draft) => {
		const first = BEYOND + numberOf(draft) * 4n;
		const second = { ...draft, mark: `${draft.mark}b` };
		for (const [one, number] of [
			[draft, first],
			[second, first - 1n],
		] as const) {
			withId(
				() => String(number),
				() => [String(number)],
			)(one);
		}
		draft.then = second;
	},
	'an ID with NUL': text(({ mark }) => `${mark}\u0000x`),
	'an ID with other letters': text(({ mark }) => `${mark} Größe/😀"'\\<&>\u2028`),
	'an ID like a path': text(({ mark }) => `../../${mark}%2f..%00`),
	'a long ID': text(({ mark }) => mark.padEnd(20_000, 'x')),
	'an ID that is empty': odd('""'),
	'an ID that is null': odd('null'),
	'an ID that is a list': odd('[1,[2]]'),
	'an ID that is an object': odd('{"a":1}'),
	'an ID without a text': odd('{"toString":1,"valueOf":null}'),
	'another type somewhere': (draft) => {
		const { choice } = draft;
		const body = draft.target.product.body(draft.id, `"note":"${draft.mark}",`);
		const places = [...body.matchAll(/(?<="(?!note)\w+":)("[^"]*"|\{|\[)/g)];
		const place = choice.of(places);
		const rest = body.slice(place.index);
		const length = endOf(rest);
		const changed = body.slice(0, place.index) + choice.of(ODD) + rest.slice(length);
		draft.ids = undefined;
		say(draft, changed, 'unsure');
	},
	'an object that says nothing': (draft) => {
		draft.ids = undefined;
		const isMessage = draft.target.product.path === 'messaging';
		say(draft, `{"note":"${draft.mark}"}`, isMessage ? 'thing' : 'nothing');
	},
	'some bytes long': (draft) => pad(draft, draft.choice.of([2_000, 20_000, 65_536, 100_001])),
	'an empty body': other(() => ''),
	'no object': other(({ choice }) =>
		choice.of(['[]', 'null', '5', '"text"', 'true', '[{}]', '-0']),
	),
	'no JSON': other(({ choice }) =>
		choice.of([
			'{',
			' ',
			'{"a":1}x',
			"{'a':1}",
			'{"a":1,}',
			'NaN',
			'undefined',
			'<html></html>',
			'\0',
		]),
	),
	'cut short': other(({ body, choice }) => body.subarray(0, 1 + choice.below(body.length - 2))),
	'any bytes': other(({ choice }) =>
		Buffer.from(Array.from({ length: 300 }, () => choice.below(256))),
	),
	'too deep': other(({ choice }) => `{"a":${nested(choice.of([500, 2_000, 50_000]))}}`),
	'objects that are too deep': other(() => nested(5_000, '{"__proto__":', '}')),
	'another writing of Unicode': other(({ body }) => Buffer.from(body.toString('utf8'), 'utf16le')),
};

/** Large ones, which cost a second. */
export const LARGE: Record<string, Change> = {
	'1 MiB': (draft) => pad(draft, 1024 * 1024),
	'1 MiB of text': withFields(() => `"long":"${'ä1'.repeat(350_000)}",`),
	'just what n8n takes': (draft) => pad(draft, MOST_BYTES),
	'one byte more than n8n takes': (draft) => pad(draft, MOST_BYTES + 1),
	'twice what n8n takes': (draft) => pad(draft, 2 * MOST_BYTES),
	'16 MiB that are too deep': other(() => nested(8 * 1024 * 1024 - 1)),
};

function pad(draft: Draft, length: number): void {
	const body = draft.body;
	say(draft, Buffer.concat([body, Buffer.alloc(Math.max(0, length - body.length), ' ')]));
}

/** Where the JSON value ends that the text begins with. */
function endOf(json: string): number {
	if (json[0] === '"') return json.indexOf('"', 1) + 1;
	let levels = 0;
	for (let at = 0; at < json.length; at++) {
		if ('{['.includes(json[at])) levels++;
		if ('}]'.includes(json[at]) && --levels === 0) return at + 1;
	}
	return json.length;
}
