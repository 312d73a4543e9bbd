import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import axios from 'axios';
import { ENCODINGS } from './secrets/encodings';
import { noteFields, notes } from './secrets/registry';
import { searchAll } from './secrets/search';
import { pieceOf, Seeker } from './secrets/seeker';
import { watchTraffic } from './secrets/traffic';

/** What searches the leftovers of n8n (see `test/e2e/secretsCampaign.test.ts`), searched itself: what it does not find, nobody would miss. */
const SECRET = 'Kq7vXw/4811+"<z&9wé';

const hex = (text: string) => Buffer.from(text).toString('hex');
const numbered = (write: (code: number) => string) =>
	[...SECRET].map((one) => write(one.codePointAt(0)!)).join('');
const padded = (code: number) => code.toString(16).padStart(4, '0');
const everyByte = (mark: string, text: string) => text.replace(/../g, (digits) => mark + digits);

const WRITTEN: Record<string, string | Buffer> = {
	'as it is': SECRET,
	'in JSON': JSON.stringify(SECRET),
	'in JSON in JSON': JSON.stringify(JSON.stringify({ said: SECRET })),
	'in JSON, in numbers': numbered((code) => `\\u${padded(code)}`),
	'in an address': encodeURIComponent(SECRET),
	'in an address, in small letters': encodeURIComponent(SECRET)
		.toLowerCase()
		.replace(/kq7vxw/, 'Kq7vXw'),
	'in an address, each byte': everyByte('%', hex(SECRET)),
	'in an address twice': encodeURIComponent(encodeURIComponent(SECRET)),
	'in a form': new URLSearchParams({ secret: SECRET }).toString(),
	'in HTML, by name': SECRET.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;'),
	'in HTML, by number': numbered((code) => `&#${code};`),
	'in HTML, by hexadecimal number': numbered((code) => `&#x${code.toString(16)};`),
	'in hexadecimal digits': hex(SECRET),
	'in capital hexadecimal digits, behind another': `a${hex(SECRET).toUpperCase()}`,
	'in Basic': Buffer.from(`agent:${SECRET}`).toString('base64'),
	'in Basic, escaped': Buffer.from(`agent:${encodeURIComponent(SECRET)}`).toString('base64'),
	'in Base64 for addresses': Buffer.from(`{"secret":${JSON.stringify(SECRET)}}`).toString(
		'base64url',
	),
	'in Base64 twice': Buffer.from(Buffer.from(`xy${SECRET}`).toString('base64')).toString('base64'),
	'in quoted-printable': everyByte('=', hex(SECRET).toUpperCase()),
	'in quoted-printable, over two lines': `${SECRET.slice(0, 6)}=\r\n${SECRET.slice(6)}`,
	'in UTF-16': Buffer.from(SECRET, 'utf16le'),
	'in UTF-16, the other way': Buffer.from(SECRET, 'utf16le').swap16(),
	"gzip'd": gzipSync(`${randomBytes(500).toString('hex')} ${SECRET}`),
	"gzip'd, cut short": gzipSync(`${SECRET} ${randomBytes(5000).toString('hex')}`).subarray(0, -300),
	"gzip'd, in Base64": gzipSync(`{"secret":"${SECRET}"}`).toString('base64'),
	deflated: deflateSync(SECRET),
};

const around = (bytes: string | Buffer) =>
	Buffer.concat([randomBytes(300), Buffer.from(' . '), Buffer.from(bytes), Buffer.from(' . ')]);

test.each(Object.entries(WRITTEN))('a secret is found %s', (_way, bytes) => {
	expect(new Seeker([SECRET]).find(around(bytes)).map(({ secret }) => secret)).toContain(SECRET);
});

test.each([0, 1, 2])('a secret is found in Base64 behind %d bytes, in lines or not', (before) => {
	const text = `${'x'.repeat(before)}${'y'.repeat(48)}${SECRET} and more`;
	const encoded = Buffer.from(text).toString('base64');
	for (const written of [encoded, encoded.replace(/.{76}/g, '$&\r\n')]) {
		expect(new Seeker([SECRET]).find(around(written))).not.toEqual([]);
	}
});

test.each(Array.from({ length: 8 }, (_, at) => at))(
	'8 characters from %d are found, and 7 are not',
	(at) => {
		const seeker = new Seeker([SECRET]);
		for (const [length, found] of [
			[8, true],
			[7, false],
		] as const) {
			const part = SECRET.slice(at, at + length);
			expect(seeker.find(Buffer.from(`..${part}..`)).length > 0).toBe(found);
			expect(seeker.find(Buffer.from(`..${encodeURIComponent(part)}..`)).length > 0).toBe(found);
		}
	},
);

test('it is found on the border of what is read at a time', () => {
	const far = Buffer.concat([Buffer.alloc(4 * 1024 * 1024 - 5, '.'), Buffer.from(SECRET)]);
	expect(new Seeker([SECRET]).find(far)).not.toEqual([]);
});

test('words, and digits that others have as well, are not taken for a secret', () => {
	const uuid = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
	const seeker = new Seeker(['demo-api-key', 'old', 'a secret\n', uuid]);
	expect(['demo-api-key', 'old', 'a secret\n', uuid].map(pieceOf)).toEqual([12, 0, 0, 14]);
	const others = Buffer.from('demo-api-keeper, an old secret, a secret, 0a1b2c3d-ffff');
	expect(seeker.find(others)).toEqual([]);
	expect(seeker.find(Buffer.from(`demo-api-key and ${uuid}`))).toHaveLength(2);
});

test('noise holds none', () => {
	const secrets = Array.from({ length: 500 }, () => randomBytes(24).toString('base64'));
	expect(new Seeker(secrets).find(randomBytes(2_000_000))).toEqual([]);
	expect(new Seeker(secrets).find(Buffer.from(randomBytes(500_000).toString('base64')))).toEqual(
		[],
	);
	expect(ENCODINGS).toHaveLength(6);
});

describe('what n8n leaves behind', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-genesys-secrets-'));
		process.env.N8N_TEST_FOLDER = folder;
		mkdirSync(join(folder, '.n8n', 'logs'), { recursive: true });
		mkdirSync(join(folder, '.n8n', 'nodes', 'node_modules'), { recursive: true });
	});
	afterEach(() => {
		delete process.env.N8N_TEST_FOLDER;
		for (const path of [folder, `${folder}.secrets.jsonl`]) {
			rmSync(path, { recursive: true, force: true });
		}
	});

	/** A database as n8n's, in which an execution says something. */
	const leave = (said: string) =>
		execFileSync('python3', [
			'-c',
			`import sqlite3, sys
d = sqlite3.connect(sys.argv[1])
d.execute("CREATE TABLE workflow_entity (id TEXT, name TEXT)")
d.execute("CREATE TABLE execution_entity (id INTEGER, workflowId TEXT)")
d.execute("CREATE TABLE execution_data (executionId INTEGER, data TEXT)")
d.execute("INSERT INTO workflow_entity VALUES ('w1', 'Who am I')")
d.execute("INSERT INTO execution_entity VALUES (7, 'w1')")
d.execute("INSERT INTO execution_data VALUES (7, ?)", [sys.argv[2]])
d.commit()`,
			join(folder, '.n8n', 'database.sqlite'),
			said,
		]);

	/** A server that a request with a key is sent to. @param known whether a credential names it */
	const sendKey = async (known: boolean) => {
		const server = createServer((_request, response) => response.end('{}'));
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const stop = watchTraffic();
		if (known) noteFields({ baseUrl: `${url}/nexus` }, 'a credential');
		await axios.post(
			`${url}/things?X-Signature=Zk3-signature-81`,
			{ newPassword: 'Nw5-99-chosen' },
			{
				headers: {
					'x-api-key': SECRET.slice(0, -1),
					authorization: 'Bearer Tb5-6673_hJ2mNw',
					cookie: 'JSESSIONID=Js8-77_qWeRt',
				},
				proxy: false,
			},
		);
		stop();
		await new Promise((done) => server.close(done));
	};

	test('what is used at a server is a secret, and is found in a row, a log and a file', async () => {
		await sendKey(true);
		expect([...notes().secrets.keys()].sort()).toEqual(
			[
				SECRET.slice(0, -1),
				'Tb5-6673_hJ2mNw',
				'Js8-77_qWeRt',
				'Nw5-99-chosen',
				'Zk3-signature-81',
			].sort(),
		);
		leave('[{"error":"refused Bearer Tb5-6673_hJ2mNw"}]');
		writeFileSync(join(folder, '.n8n', 'logs', 'n8n.log'), 'cookie Js8-77_qWeRt');
		writeFileSync(join(folder, '.n8n', 'nodes', 'node_modules', 'n8n.js'), 'Js8-77_qWeRt');
		const { findings, summary } = searchAll(folder);
		expect(
			findings.map(({ kind, place, workflow, from }) => [kind, place, workflow, from]),
		).toEqual([
			['file', '.n8n/database.sqlite', undefined, 'Bearer'],
			['file', '.n8n/logs/n8n.log', undefined, 'cookie'],
			['value', 'execution_data.data', 'Who am I', 'Bearer'],
		]);
		expect(summary).toContain('"found":3');
	});

	test('a server that no credential names must be given none', async () => {
		leave('');
		await sendKey(true);
		expect(searchAll(folder).findings).toEqual([]);
		await sendKey(false);
		const { findings } = searchAll(folder);
		expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['request']));
		expect(new Set(findings.map(({ from }) => from))).toEqual(
			new Set(['x-api-key', 'Bearer', 'cookie', 'a request: newPassword']),
		);
	});
});
