import { execFileSync } from 'node:child_process';
import { verifySignature } from '../../../nodes/shared/triggers/webhook/verify';

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
	expect(verifySignature(Buffer.from(data), `sha1=${digest}`, [key])).toBeUndefined();
	expect(verifySignature(Buffer.from(data), `sha1=${digest.toUpperCase()}`, [key])).toBeUndefined();
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
	expect(verifySignature(bodies[name], `sha1=${digest}`, [secret])).toBeUndefined();
});

const [, [key, data, digest]] = RFC_2202;
const body = Buffer.from(data);
const header = `sha1=${digest}`;

test('one changed byte, one missing byte and another secret are wrong', () => {
	expect(verifySignature(Buffer.from(data.replace('want', 'Want')), header, [key])).toBe(
		'wrong signature',
	);
	expect(verifySignature(body.subarray(1), header, [key])).toBe('wrong signature');
	expect(verifySignature(body, header, ['other'])).toBe('wrong signature');
});

test('while a secret is being changed, either is right', () => {
	expect(verifySignature(body, header, ['new', key])).toBeUndefined();
	expect(verifySignature(body, header, [key, 'old'])).toBeUndefined();
});

test('without a secret nothing is accepted, not even what an empty secret signs', () => {
	expect(verifySignature(body, header, [])).toBe('no secret');
	// echo -n "$data" | openssl dgst -sha1 -hmac ''
	expect(
		verifySignature(Buffer.alloc(0), 'sha1=fbdb1d1b18aa6c08324b7d64b71fb76370690e1d', ['']),
	).toBe('no secret');
});

test.each([undefined, ''])('a missing header: %j', (missing) => {
	expect(verifySignature(body, missing, [key])).toBe('no signature');
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
	expect(verifySignature(body, malformed, [key])).toBe('malformed signature');
});

test('a header that was sent twice', () => {
	expect(verifySignature(body, [header, header], [key])).toBe('malformed signature');
});
