import { holdsSecret, secretsIn, secretsInLink } from '../../../nodes/shared/transport/secrets';

const SECRET = 'k€y/0123+45"67<89&abc=d%41\\e f';

/** What a server, or something on the way, can make of a text. */
const FORMS: Record<string, (text: string) => string> = {
	'as it is': (text) => text,
	'in an address': encodeURIComponent,
	'in an address, all of it': (text) =>
		[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
	'in a form': (text) => new URLSearchParams({ text }).toString().slice('text='.length),
	'in JSON': (text) => JSON.stringify(text).slice(1, -1),
	'in JSON, beyond ASCII': (text) =>
		[...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
	'in JSON, with slashes': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
	'in HTML': (text) =>
		text
			.replaceAll('&', '&amp;')
			.replaceAll('"', '&quot;')
			.replaceAll('<', '&lt;')
			.replaceAll('=', '&#61;'),
	'in HTML, by hexadecimal numbers': (text) =>
		[...text].map((one) => `&#x${one.charCodeAt(0).toString(16)};`).join(''),
	'in Base64': (text) => Buffer.from(text).toString('base64'),
	'in Base64 for addresses': (text) => Buffer.from(text).toString('base64url'),
	'in Basic': (text) => `Basic ${Buffer.from(`jane:${text}`).toString('base64')}`,
	'in Basic, of a longer name': (text) => Buffer.from(`janet:${text}`).toString('base64'),
	'in Basic, as OAuth 2.0 has it': (text) =>
		Buffer.from(`jane:${encodeURIComponent(text)}`).toString('base64'),
	'in Base64 of JSON': (text) => Buffer.from(JSON.stringify({ text })).toString('base64'),
	'in Base64 with lines': (text) =>
		Buffer.from(text)
			.toString('base64')
			.replace(/.{6}/g, (line) => `${line}\r\n`),
};
const LAYERS = Object.entries(FORMS).flatMap(([outer, escape]) =>
	['as it is', 'in an address', 'in JSON', 'in HTML', 'in Base64']
		.filter(
			(inner) => inner === 'as it is' || (!outer.includes('Base64') && !outer.includes('Basic')),
		)
		.map((inner): [string, (text: string) => string] => [
			`${inner}, then ${outer}`,
			(text) => escape(FORMS[inner](text)),
		]),
);
const characters = [...SECRET];

describe.each(LAYERS)('a piece of a secret %s', (_form, escape) => {
	test('is found, wherever it was cut', () => {
		const missed = characters.flatMap((_one, start) => {
			const piece = characters.slice(start, start + 8).join('');
			return start + 8 > characters.length || holdsSecret(`so: ${escape(piece)}!`, [SECRET])
				? []
				: [piece];
		});
		expect(missed).toEqual([]);
		expect(holdsSecret(escape(SECRET), ['another one', SECRET])).toBe(true);
	});

	test('is none when it is much shorter, or of something else', () => {
		expect(holdsSecret(`so: ${escape(SECRET.slice(3, 7))}!`, [SECRET])).toBe(false);
		expect(holdsSecret(escape('Nothing of the kind is in here, is it?'), [SECRET])).toBe(false);
	});
});

test('a short secret is found as a whole, and one of a few letters is not looked for', () => {
	expect(holdsSecret('the password is s3cre', ['s3cret'])).toBe(false);
	for (const escape of Object.values(FORMS)) {
		expect(holdsSecret(`the password is ${escape('s3cret')}.`, ['s3cret'])).toBe(true);
	}
	expect(holdsSecret('me', ['me', ''])).toBe(false);
});

test.each(['%', '%zz', '%ff%fe', '\\', '\\u12', '&#99999999;', '&#x110000;', '&what;', '&', ''])(
	'%j is no escape',
	(words) => expect(holdsSecret(words, [SECRET])).toBe(false),
);

test('the fields of a credential are found wherever they stand', () => {
	const data = {
		apiKey: 'a',
		name: 'b',
		oauthTokenData: { access_token: 'c', expires: 1 },
		no: null,
	};
	expect(secretsIn(data, ['apiKey', 'access_token', 'expires', 'no'])).toEqual(['a', 'c']);
});

test('of a link, its path and its values are secrets', () => {
	const secrets = secretsInLink('https://storage.example/b/a?X-Signature=a%2Fb&X-Date=2026');
	expect(secrets).toEqual(expect.arrayContaining(['/b/a', 'a/b', '2026']));
	expect(secretsInLink('')).toEqual([]);
});

test('of the address that a browser is sent back to, with a code in it, only its values are secrets', () => {
	const authorizationCode = ' http://localhost:5678/callback?state=st&code=a%2Fb#c';
	const secrets = secretsIn({ authorizationCode }, ['authorizationCode']);
	expect(secrets).toEqual(['st', 'st', 'a%2Fb', 'a/b']);
	const password = 'http://localhost:5678/?nothing=of-the-kind';
	expect(secretsIn({ password }, ['password'])).toEqual([password]);
});
