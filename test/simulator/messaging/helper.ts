import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { Simulator } from '../../../simulator';
import { foreignSignatures, type SigningProgram } from '../../harness/foreignSignatures';

export const SMS = '/nexus/v3/channels/sms-channel';
export const EMAIL = '/nexus/v3/channels/email-channel';
const SECRETS: Record<string, string> = {
	'sms-channel': 'demo-channel-secret',
	'email-channel': 'demo-email-secret',
};

export function hubSignature(body: string | Buffer, secret: string): string {
	return `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
}

/** The same by a program that is not Node.js. */
export function foreignSignature(program: SigningProgram, body: Buffer, secret: string): string {
	return foreignSignatures(program, [body], secret)[0];
}

export function text(words = 'Consumer message text', more: object = {}) {
	return {
		channel: { from: { id: '16504661149' }, to: { id: 'sms-channel' } },
		type: 'Text',
		text: words,
		...more,
	};
}

export function receipt(messageId: string, status: string, more: object = {}) {
	return {
		channel: { from: { id: 'sms-channel' }, to: { id: '16504661149' }, messageId },
		type: 'Receipt',
		status,
		...more,
	};
}

export interface Call {
	method?: string;
	/** The exact bytes; an object is serialised. */
	body?: unknown;
	secret?: string;
	/** Laid over the usual ones; undefined leaves one out. */
	headers?: Record<string, string | undefined>;
	responseType?: 'arraybuffer' | 'stream';
}

/** Signs and sends; statuses are answers, not exceptions. */
export function caller(sim: Simulator): (path: string, call?: Call) => Promise<AxiosResponse> {
	const http: AxiosInstance = axios.create({
		baseURL: sim.url,
		proxy: false,
		validateStatus: () => true,
	});
	return async (path, { method = 'POST', body, secret, headers = {}, responseType } = {}) => {
		const raw = Buffer.isBuffer(body) || typeof body === 'string';
		const data = raw ? body : body === undefined ? undefined : JSON.stringify(body);
		const key = secret ?? SECRETS[path.split('/')[4]] ?? 'none';
		const all = {
			'content-type': data === undefined ? undefined : 'application/json',
			'x-ccid': 'demo-ccid',
			'x-hub-signature': hubSignature(data ?? '', key),
			...headers,
		};
		const sent = Object.entries(all).filter(([, value]) => value !== undefined);
		return await http.request({
			method,
			url: path,
			data: typeof data === 'string' ? Buffer.from(data) : data,
			headers: Object.fromEntries(sent) as Record<string, string>,
			responseType,
		});
	};
}

const BOUNDARY = 'simulator-test-boundary';

export const FORM = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };

export function formBody(
	content: Buffer | string,
	{ field = 'file', filename = 'MyImage', type = 'image/jpeg' } = {},
): Buffer {
	return Buffer.concat([Buffer.from(formHead(field, filename, type)), Buffer.from(content), TAIL]);
}

export const TAIL = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);

export function formHead(field: string, filename: string, type: string): string {
	return (
		`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${filename}"\r\n` +
		`Content-Type: ${type}\r\n\r\n`
	);
}

/** Uploads without holding the body. */
export async function streamed(url: string, signature: string, body: Iterable<Buffer>) {
	return await new Promise<{
		status?: number;
		answer: { data: { mediaId: string; length: number } };
	}>((resolve, reject) => {
		const headers = { ...FORM, 'x-hub-signature': signature, 'x-ccid': 'demo-ccid' };
		const request = httpRequest(url, { method: 'POST', headers }, (response) => {
			let answer = '';
			response.on('data', (piece: Buffer) => (answer += piece.toString()));
			response.on('end', () =>
				resolve({ status: response.statusCode, answer: JSON.parse(answer) }),
			);
		});
		request.on('error', reject);
		Readable.from(body).pipe(request);
	});
}
