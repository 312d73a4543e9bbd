/** In place of words that hold a part of a secret. */
export const LEFT_OUT = 'left out, since it holds a part of a secret';

/** Characters: less of a secret is of no use to anybody, and would be found in many words by chance. */
export const PIECE = 8;

/** Nobody is told anything by it, and it stands in many errors as in many a password. */
const NO_SECRET = 'password';

/** So many characters of Base64 are sure to be whole in it where `PIECE` characters of what was encoded are. */
const PIECE_IN_BASE64 = 10;

/** Shorter values, such as a password of a demo, stand in many words. */
const SHORTEST = 4;

/** How often a text can be escaped and still be read: JSON in JSON, or an address in an address. */
const MOST_LAYERS = 3;

const ENTITIES: Record<string, string> = {
	...{ amp: '&', lt: '<', gt: '>' },
	...{ quot: '"', apos: "'", nbsp: ' ' },
};

const character = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '');

const unescapeAddress = (text: string) =>
	text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
		Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
	);

/** Each takes one layer off a text that was escaped for an address, for JSON or for HTML. */
const UNESCAPE: ReadonlyArray<(text: string) => string> = [
	unescapeAddress,
	(text) =>
		text.replace(/\\(?:u([0-9a-f]{4})|(.))/gis, (_all, code?: string, plain = '') =>
			code ? character(parseInt(code, 16)) : plain,
		),
	(text) =>
		text.replace(
			/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi,
			(all: string, decimal?: string, hex?: string, name = '') => {
				if (decimal) return character(Number(decimal));
				return hex ? character(parseInt(hex, 16)) : (ENTITIES[name.toLowerCase()] ?? all);
			},
		),
];

/** Whether words hold a part of one of these secrets: see `secretFinder`, which is made once where many words are looked through. */
export const holdsSecret = (words: string, secrets: readonly string[]): boolean =>
	secretFinder(secrets)(words);

/**
 * Finds out whether words that somebody else wrote hold 8 characters in a row of a secret, or all of a shorter one: as they are, escaped as in
 * an address, in JSON or in HTML, several times even, or in Base64 wherever the secret stands in what was encoded (the
 * user name and password of HTTP Basic, say). The time that it takes grows with the length of the words, and no faster.
 */
export function secretFinder(secrets: readonly string[]): (words: string) => boolean {
	const sought = secrets.filter(({ length }) => length >= SHORTEST);
	if (sought.length === 0) return () => false;
	const encoded = sought
		.flatMap((secret) => [...writtenOut(secret)])
		.flatMap((secret) => [0, 1, 2].map((before) => inMiddle(secret, before)));
	const holdsPlain = sharing(sought.map(inPlain), PIECE);
	const holdsEncoded = sharing(encoded, PIECE_IN_BASE64);
	return (words) =>
		readingsOf(words).some(
			(reading) => holdsPlain(inPlain(reading)) || holdsEncoded(inBase64(reading)),
		);
}

/** A text that quotes what somebody else wrote, without the sentences that hold a part of a secret; then it says so. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	const holds = secretFinder(secrets);
	if (!holds(text)) return text;
	const sentences = text.split(/(?<=\.) /).filter((one) => !holds(one));
	const shown = sentences.join(' ');
	return [holds(shown) ? '' : shown, `What else was said is ${LEFT_OUT}.`]
		.filter(Boolean)
		.join(' ');
}

/** The values of these fields, wherever they stand in what a credential holds; of an address with a code in it, what its query holds. */
export function secretsIn(data: object, fields: readonly string[]): string[] {
	return Object.entries(data).flatMap(([name, value]: [string, unknown]) => {
		if (typeof value === 'object' && value !== null) return secretsIn(value, fields);
		if (!fields.includes(name) || typeof value !== 'string') return [];
		return /^https?:\S+[?&]code=/i.test(value.trim()) ? valuesIn(value) : [value];
	});
}

/** The rest of the address that a browser is sent back to is no secret, and is in many errors. */
const valuesIn = (address: string) =>
	[...address.matchAll(/[?&][^?&=#\s]*=([^&#\s]*)/g)].flatMap(([, value]) => [
		value,
		unescapeAddress(value),
	]);

/**
 * What makes a pre-signed address the key that it is: its path and its values, not their names, which stand in many errors of storages.
 *
 * @param address complete, or `''` for none
 */
export function secretsInLink(address: string): string[] {
	if (!address) return [];
	const { pathname, searchParams } = new URL(address);
	return [pathname, unescapeAddress(pathname), ...searchParams.values()];
}

/** A text as it is, and with each kind of escape taken off in any order. */
function readingsOf(text: string): string[] {
	const all = new Set([text]);
	let last = [text];
	for (let layer = 0; layer < MOST_LAYERS; layer++) {
		last = last.flatMap((one) => UNESCAPE.map((unescape) => unescape(one)));
		last = [...new Set(last)].filter((one) => !all.has(one));
		for (const one of last) all.add(one);
	}
	return [...all];
}

/** Forms write a blank as plus, and an error text makes one blank of whatever is blank. */
const inPlain = (text: string) => text.replace(/[+\s]/g, ' ');

/** Base64 in one alphabet, and in one line. */
const inBase64 = (text: string) =>
	text.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/');

/** As a form and JSON have it inside of Base64: OAuth 2.0 wants the secret of a client escaped in Basic (RFC 6749, section 2.3.1). */
const writtenOut = (secret: string) =>
	new Set([
		secret,
		new URLSearchParams([['', secret]]).toString().slice(1),
		JSON.stringify(secret).slice(1, -1),
	]);

/** A secret in Base64, behind so many bytes and before others: the characters that are the same whichever those are. */
function inMiddle(secret: string, before: number): string {
	const bytes = Buffer.from('\0'.repeat(before) + secret);
	const [first, end] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
	return bytes.toString('base64').slice(first, end);
}

/**
 * Finds texts that have so many characters in a row in common with one of the secrets, or all of a shorter one. Such a piece has
 * one of the blocks in it that the secrets are cut into: so it is looked for only where a block is.
 */
function sharing(secrets: string[], length: number): (words: string) => boolean {
	const short = secrets.filter((secret) => secret.length < length);
	const all = secrets.filter((secret) => secret.length >= length).join('\0');
	const size = length / 2;
	const blocks = new Set<string>();
	for (let at = 0; at < all.length; at += size) blocks.add(all.slice(at, at + size));
	const isShared = (piece: string) =>
		piece.length === length && all.includes(piece) && piece.toLowerCase() !== NO_SECRET;

	return (words) => {
		if (short.some((secret) => words.includes(secret))) return true;
		for (let at = 0; at + size <= words.length; at++) {
			if (!blocks.has(words.slice(at, at + size))) continue;
			for (let start = Math.max(0, at - length + size); start <= at; start++) {
				if (isShared(words.slice(start, start + length))) return true;
			}
		}
		return false;
	};
}
