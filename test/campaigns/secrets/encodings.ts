import { constants, inflateRawSync } from 'node:zlib';

/** What bytes say when they are read in another way. */
export interface Reading {
	/** The ways, one after the other; none for the bytes as they are. */
	how: string[];
	bytes: Buffer;
}

/** How often something can be encoded and still be found: JSON in an address in Base64, say. */
const MOST_LAYERS = 3;
/** Bytes that are made of something compressed; what is behind them was not searched. */
const MOST_INFLATED = 16 * 1024 * 1024;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const CONTROLS: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const ESCAPE =
	/%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\(.)|&#x([0-9a-f]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);/gi;

/** One character per byte: what is beyond ASCII is UTF-8. */
const character = (code: number) =>
	code > 0x10ffff || (code >= 0xd800 && code < 0xe000)
		? ''
		: code < 0x80
			? String.fromCharCode(code)
			: Buffer.from(String.fromCodePoint(code)).toString('latin1');

/** Takes one layer off: of an address, of JSON or a program, and of HTML. */
const unescaped = (text: string) => [
	text.replace(
		ESCAPE,
		(
			_all,
			percent?: string,
			unicode?: string,
			hex?: string,
			plain?: string,
			...html: unknown[]
		) => {
			if (percent ?? hex) return String.fromCharCode(parseInt((percent ?? hex)!, 16));
			if (plain !== undefined) return CONTROLS[plain] ?? plain;
			const [hexadecimal, decimal, name] = html as Array<string | undefined>;
			if (unicode ?? hexadecimal) return character(parseInt((unicode ?? hexadecimal)!, 16));
			return decimal ? character(Number(decimal)) : (ENTITIES[name!.toLowerCase()] ?? '');
		},
	),
];

const quotedPrintable = (text: string) => [
	text
		.replace(/=\r?\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
];

const utf16 = (text: string) =>
	[...text.matchAll(/(?:[^\0]\0){8,}|(?:\0[^\0]){8,}/g)].map(([run]) => run.replaceAll('\0', ''));

/** Whichever digit is the first of a byte. */
const hexadecimal = (text: string) =>
	[...text.matchAll(/[0-9a-f]{16,}/gi)].flatMap(([run]) =>
		[0, 1].map((from) => Buffer.from(run.slice(from), 'hex').toString('latin1')),
	);

/** Whichever character is the first of three bytes, in both alphabets, in lines or not. */
const base64 = (text: string) =>
	[...text.matchAll(/(?:[a-z0-9+/_-]{60,76}(?:\\r|\\n|\r|\n)+)*[a-z0-9+/_-]{11,}/gi)].flatMap(
		([run]) => {
			const line = run.replace(/\\[rn]|[\r\n]/g, '');
			return [0, 1, 2, 3].map((from) => Buffer.from(line.slice(from), 'base64').toString('latin1'));
		},
	);

/** Bytes before what is compressed: of gzip with or without the name of a file, or of zlib. */
const HEAD = /\x1f\x8b\x08(?:\0[^]{6}|\x08[^]{6}[^\0]{1,200}\0)|\x78[\x01\x5e\x9c\xda]/g;

/** Without a look at the sums behind it: it may be cut short, and other bytes may follow. */
function inflated(text: string): string[] {
	const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_INFLATED };
	return [...text.matchAll(HEAD)].flatMap(({ 0: head, index }) => {
		try {
			const bytes = Buffer.from(text.slice(index + head.length), 'latin1');
			return [inflateRawSync(bytes, options).toString('latin1')];
		} catch {
			return [];
		}
	});
}

const WAYS: Record<string, (text: string) => string[]> = {
	...{ unescaped, 'quoted-printable': quotedPrintable, 'UTF-16': utf16 },
	...{ hexadecimal, Base64: base64, inflated },
};

/** What the ways of reading are called. */
export const ENCODINGS = Object.keys(WAYS);

/** Bytes that nobody has written are not worth reading again. */
function isText(text: string): boolean {
	const odd = text.match(/[^\t\n\r\x20-\x7e]/g)?.length ?? 0;
	return odd * 10 < text.length || /\x1f\x8b\x08/.test(text);
}

/** The bytes as they are, and as each way of reading makes others of them, several layers deep. */
export function readingsOf(bytes: Buffer): Reading[] {
	const text = bytes.toString('latin1');
	const seen = new Set([text]);
	const all: Reading[] = [{ how: [], bytes }];
	const read = (one: string, how: string[]) => {
		if (how.length === MOST_LAYERS) return;
		for (const [name, way] of Object.entries(WAYS)) {
			const found = way(one).filter((made) => made.length >= 8);
			const said = found.join('\n');
			if (!said || seen.has(said)) continue;
			seen.add(said);
			const next = [...how, name];
			all.push({ how: next, bytes: Buffer.from(said, 'latin1') });
			const again = found.filter((made) => name === 'unescaped' || isText(made)).join('\n');
			if (again) read(again, next);
		}
	};
	read(text, []);
	return all;
}
