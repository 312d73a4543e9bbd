import { execFileSync } from 'node:child_process';
import {
	hubSignature,
	hubSignature256,
	verifySignature,
} from '../../../nodes/shared/triggers/webhook/verify';

const verify = (body: Buffer, header: string | string[] | undefined, secrets: string[]) =>
	verifySignature(hubSignature, body, header, secrets);
const verify256 = (body: Buffer, header: string | string[] | undefined, secrets: string[]) =>
	verifySignature(hubSignature256, body, header, secrets);

/** Test cases 1 and 2 of RFC 2202, section 3. */
const RFC_2202: Array<[key: string, data: string, digest: string]> = [
	[
		Buffer.alloc(20, 0x0b).toString('latin1'),
		'Hi There',
		'b617318655057264e28bc0b6fb378c8ef146be00',
	],
	['Jefe', 'what do ya want for nothing?', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
];

test.each(RFC_2202)('accepts the vector of RFC 2202 with key %j', (key, data, digest) => {
	expect(verify(Buffer.from(data), `sha1=${digest}`, [key])).toBeUndefined();
	expect(verify(Buffer.from(data), `sha1=${digest.toUpperCase()}`, [key])).toBeUndefined();
});

const bodies: Record<string, Buffer> = {
	empty: Buffer.alloc(0),
	json: Buffer.from('{"a":1}'),
	unicode: Buffer.from('{"text":"Grüße 👋 \\u00fc \\/ \r\n"}'),
	'no text at all': Buffer.from([0xff, 0xfe, 0x00, 0x80]),
	large: Buffer.alloc(1024 * 1024, 'x'),
};

test.each(Object.keys(bodies))('agrees with openssl over a body: %s', (name) => {
	const secret = 'sécret';
	const digest = execFileSync('openssl', ['dgst', '-sha1', '-hmac', secret, '-r'], {
		input: bodies[name],
	})
		.toString()
		.split(' ')[0];
	expect(verify(bodies[name], `sha1=${digest}`, [secret])).toBeUndefined();
});

const [, [key, data, digest]] = RFC_2202;
const body = Buffer.from(data);
const header = `sha1=${digest}`;

test('one changed byte, one missing byte and another secret are wrong', () => {
	expect(verify(Buffer.from(data.replace('want', 'Want')), header, [key])).toBe('wrong signature');
	expect(verify(body.subarray(1), header, [key])).toBe('wrong signature');
	expect(verify(body, header, ['other'])).toBe('wrong signature');
});

test('while a secret is being changed, either is right', () => {
	expect(verify(body, header, ['new', key])).toBeUndefined();
	expect(verify(body, header, [key, 'old'])).toBeUndefined();
});

test('without a secret nothing is accepted, not even what an empty secret signs', () => {
	expect(verify(body, header, [])).toBe('no secret');
	// echo -n "$data" | openssl dgst -sha1 -hmac ''
	expect(verify(Buffer.alloc(0), 'sha1=fbdb1d1b18aa6c08324b7d64b71fb76370690e1d', [''])).toBe(
		'no secret',
	);
});

test.each([undefined, ''])('a missing header: %j', (missing) => {
	expect(verify(body, missing, [key])).toBe('no signature');
});

test.each([
	digest,
	`sha256=${digest}`,
	`sha1=${digest.slice(1)}`,
	`sha1=${digest}00`,
	`sha1=${'z'.repeat(40)}`,
	`sha1=${digest}, sha1=${digest}`,
	'sha1=',
])('a malformed header: %s', (malformed) => {
	expect(verify(body, malformed, [key])).toBe('malformed signature');
});

test('a header that was sent twice', () => {
	expect(verify(body, [header, header], [key])).toBe('malformed signature');
});

describe('X-Hub-Signature-256', () => {
	/** Test case 2 of RFC 4231, section 4.3. */
	const vector = Buffer.from(
		'5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
		'hex',
	);
	const signature = `sha256=${vector.toString('base64')}`;

	test('accepts the vector of RFC 4231 as base64, and neither as hex nor under another name', () => {
		expect(verify256(body, signature, [key])).toBeUndefined();
		expect(verify256(body, ` SHA256=${vector.toString('base64')} `, [key])).toBeUndefined();
		for (const other of [
			`sha256=${vector.toString('hex')}`,
			`sha1=${vector.toString('base64')}`,
			vector.toString('base64'),
			header,
		]) {
			expect(verify256(body, other, [key])).toBe('malformed signature');
		}
	});

	test.each(Object.keys(bodies))('agrees with openssl over a body: %s', (name) => {
		const digest = execFileSync('openssl', ['dgst', '-sha256', '-hmac', 'sécret', '-binary'], {
			input: bodies[name],
		});
		const right = `sha256=${digest.toString('base64')}`;
		expect(verify256(bodies[name], right, ['other', 'sécret'])).toBeUndefined();
		expect(verify256(bodies[name], right, ['other'])).toBe('wrong signature');
	});

	test.each([
		['without its padding', signature.slice(0, -1)],
		['cut', signature.slice(0, -5)],
		['with other bits at its end', signature.replace(/.=$/, 'N=')],
		['sent twice', [signature, signature]],
		['sent twice in one', `${signature}, ${signature}`],
		['empty', 'sha256='],
	])('%s is malformed', (_how, malformed) => {
		expect(verify256(body, malformed, [key])).toBe('malformed signature');
	});

	test('of other bytes is wrong, and missing is none', () => {
		expect(verify256(body.subarray(1), signature, [key])).toBe('wrong signature');
		expect(verify256(body, undefined, [key])).toBe('no signature');
		expect(verify256(body, signature, [''])).toBe('no secret');
	});
});
