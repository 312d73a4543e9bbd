import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Change, Draft } from './draft';
import { signatureOf, TARGETS } from './target';

/** Another value of the header. @param malformed whether the value is not even of the right form */
const wrong =
	(malformed: boolean, value: (draft: Draft, right: string) => string | string[]) =>
	(draft: Draft): void => {
		draft.signature = [value(draft, draft.signature[0])].flat();
		Object.assign(draft, { signed: false, malformed });
	};

/** Another writing of the right signature. */
const same =
	(value: (right: string, draft: Draft) => string) =>
	(draft: Draft): void => {
		draft.signature = [value(draft.signature[0], draft)];
	};

const schemeOf = ({ target }: Draft) => target.product.scheme;
const isHex = (draft: Draft) => schemeOf(draft).encoding === 'hex';
const digest = (right: string) => right.slice(right.indexOf('=') + 1);
const nameOf = (draft: Draft) => schemeOf(draft).algorithm;

/** A right signature of the scheme with other means. */
const signed = (draft: Draft, bytes: Buffer | string, secret: string) =>
	signatureOf(schemeOf(draft), Buffer.from(bytes as string), secret);
const bySecret = (value: (draft: Draft) => string) =>
	wrong(false, (draft) => signed(draft, draft.body, value(draft)));
const ofBody = (value: (draft: Draft) => Buffer | string) =>
	wrong(false, (draft) => signed(draft, value(draft), draft.target.secret));

/** Changes of the signature alone, by name. */
export const SIGNATURES: Record<string, Change> = {
	none: wrong(true, () => []),
	empty: wrong(true, () => ''),
	'only blanks': wrong(true, () => '   '),
	twice: wrong(true, (_, right) => [right, right]),
	'right, then wrong': wrong(true, (_, right) => [right, `${right.slice(0, -4)}0000`]),
	'wrong, then right': wrong(true, (draft, right) => [signed(draft, 'x', 'x'), right]),
	'a list': wrong(true, (_, right) => `${right}, ${right}`),
	'under another name': wrong(true, (draft, right) =>
		right.replace(
			nameOf(draft),
			draft.choice.of(['md5', 'sha512', 'none', 'plain', 'sha-1', 'hmac']),
		),
	),
	'of the other product': wrong(true, (draft) => {
		const { scheme } = TARGETS.find(({ product }) => product.scheme !== schemeOf(draft))!.product;
		return signatureOf(scheme, draft.body, draft.target.secret);
	}),
	'without a name': wrong(true, (_, right) => digest(right)),
	'without a digest': wrong(true, (draft) => `${nameOf(draft)}=`),
	'cut short': wrong(true, (draft, right) => right.slice(0, -1 - draft.choice.below(30))),
	'cut at a byte': wrong(true, (draft, right) => right.slice(0, isHex(draft) ? -2 : -4)),
	'too long': wrong(
		true,
		(draft, right) => `${right}${draft.choice.of(['0', '00', 'A', 'AAAA', '='])}`,
	),
	'with a blank in it': wrong(true, (draft, right) => {
		const at = 6 + draft.choice.below(20);
		return `${right.slice(0, at)} ${right.slice(at)}`;
	}),
	'in the other writing': wrong(true, (draft, right) => {
		const other = isHex(draft) ? 'base64' : 'hex';
		return `${nameOf(draft)}=${Buffer.from(digest(right), schemeOf(draft).encoding).toString(other)}`;
	}),
	'with other letters': wrong(true, (draft, right) => {
		const letters = draft.choice.of(['ä', '\u00a0', 'z', '!', '%41', '"', '\u0080']);
		return `${right.slice(0, -5)}${letters.padEnd(5, letters)}`;
	}),
	'a very long one': wrong(true, (draft) => `${nameOf(draft)}=${'a'.repeat(8_000)}`),
	'only the name many times': wrong(true, (draft) => `${nameOf(draft)}=`.repeat(500)),
	'in quotes': wrong(true, (_, right) => `"${right}"`),
	'with a field after it': wrong(true, (_, right) => `${right};keyId=1`),
	'one bit off': wrong(false, (draft, right) => {
		const bytes = Buffer.from(digest(right), schemeOf(draft).encoding);
		bytes[draft.choice.below(bytes.length)] ^= 1 << draft.choice.below(8);
		return `${nameOf(draft)}=${bytes.toString(schemeOf(draft).encoding)}`;
	}),
	'all zero': wrong(false, (draft, right) => {
		const { length } = Buffer.from(digest(right), schemeOf(draft).encoding);
		return `${nameOf(draft)}=${Buffer.alloc(length).toString(schemeOf(draft).encoding)}`;
	}),
	'a hash without a secret': wrong(false, (draft) => {
		const { algorithm, encoding } = schemeOf(draft);
		return `${algorithm}=${createHash(algorithm).update(draft.body).digest(encoding)}`;
	}),
	'by no secret': bySecret(() => ''),
	'by another secret': bySecret(({ choice, mark }) =>
		choice.of(['secret', 'undefined', 'null', mark]),
	),
	'by the secret of another trigger': bySecret(
		({ target }) => TARGETS.find(({ name }) => name !== target.name)!.secret,
	),
	'by the secret with a blank': bySecret(({ target }) => `${target.secret} `),
	'by half the secret': bySecret(({ target }) => target.secret.slice(0, 8)),
	'of another body': ofBody(({ body }) => Buffer.concat([body, Buffer.from(' ')])),
	'of no body': ofBody(({ body }) => (body.length > 0 ? '' : ' ')),
	'of the body written anew': ofBody(({ body }) => `${rewritten(body)}\n`),
	'of the compressed bytes': (draft) => {
		draft.headers = draft.headers.filter(([name]) => name !== 'Content-Encoding');
		draft.encoded ??= { name: 'gzip', bytes: gzipSync(draft.body) };
		draft.signature = [signed(draft, draft.encoded.bytes, draft.target.secret)];
		draft.signed = false;
	},
	'of the trace id': ofBody(({ mark }) => mark),
	'by the previous secret': (draft) => {
		const { previous } = draft.target;
		draft.signature = [signed(draft, draft.body, previous ?? 'previous')];
		draft.signed = previous !== undefined;
	},
	'in the header of another product': (draft) => {
		const other = TARGETS.find(({ product }) => product.scheme.header !== schemeOf(draft).header);
		draft.signatureHeader = other!.product.scheme.header;
		Object.assign(draft, { signed: false, malformed: true });
	},
	'in the address': (draft) => {
		const { scheme } = draft.target.product;
		const value = encodeURIComponent(draft.signature[0]);
		draft.suffix = `?${scheme.header.toLowerCase()}=${value}`;
		Object.assign(draft, { signature: [], signed: false, malformed: true });
	},
	'name in capitals': same((right, draft) =>
		right.replace(nameOf(draft), nameOf(draft).toUpperCase()),
	),
	'digest in capitals': (draft) => {
		const right = draft.signature[0];
		draft.signature = [right.slice(0, right.indexOf('=') + 1) + digest(right).toUpperCase()];
		if (isHex(draft)) return;
		// As base64 that is another digest, or none when what is left over is not zero.
		Object.assign(draft, { signed: false, malformed: false });
	},
	'blanks around it': same((right) => `  \t${right}  `),
	'header in capitals': (draft) => {
		draft.signatureHeader = draft.signatureHeader.toUpperCase();
	},
	'header in small letters': (draft) => {
		draft.signatureHeader = draft.signatureHeader.toLowerCase();
	},
};

/** The same JSON in other bytes, as one who parses it first would sign it. */
function rewritten(body: Buffer): string {
	try {
		return JSON.stringify(JSON.parse(body.toString('utf8')), null, 1);
	} catch {
		return body.toString('latin1');
	}
}
