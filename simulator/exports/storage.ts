import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import parseRange from 'range-parser';
import { keep } from '../core/bounded';
import { newStopper } from '../core/timers';
import type { Content } from './content';
import type { Files } from './files';
import type { Links } from './links';
import { StorageFaults, type StorageFault } from './storageFaults';

/** A request that reached the storage, whatever became of it. */
export interface StorageRequest {
	number: number;
	time: string;
	method: string;
	/** As sent. */
	url: string;
	/** The file, decoded. */
	name: string;
	headers: IncomingMessage['headers'];
	/** What was answered; null when the connection was dropped before. */
	status: number | null;
	/** Bytes of the file handed to the connection. */
	bytesSent: number;
	/** Whether the answer reached its end. */
	complete: boolean;
	/** Headers that have no business here: credentials. */
	violations: string[];
}

/** Headers that a request for a pre-signed link must not carry. */
const FORBIDDEN = [
	...['x-api-key', 'x-hub-signature'],
	...['authorization', 'cookie', 'proxy-authorization'],
];
const MOST_KEPT = 10_000;

/**
 * Where the files are: an HTTP server with a port of its own that knows pre-signed links only, and refuses
 * (400) and remembers every request that carries a credential.
 */
export class Storage {
	readonly faults = new StorageFaults();
	private log: StorageRequest[] = [];
	private total = 0;
	private readonly closing = newStopper();
	private readonly server: Server = createServer((request, response) => {
		// The client went away, or the fault was to drop the connection: nothing is left to answer.
		this.serve(request, response).catch(() => response.destroy());
	});

	constructor(
		private readonly files: Files,
		private readonly links: Links,
	) {}

	/** Listens on 127.0.0.1. @param port 0 = a free one */
	async listen(port: number): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(port, '127.0.0.1', resolve);
		});
	}

	/** Without a slash at the end; empty before it listens. */
	url(): string {
		const address = this.server.address() as AddressInfo | null;
		return address ? `http://127.0.0.1:${address.port}` : '';
	}

	/** Drops what is under way. */
	async close(): Promise<void> {
		this.closing.abort();
		const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
		this.server.closeAllConnections();
		await closed;
	}

	/** Oldest first; the newest 10,000. */
	requests(): StorageRequest[] {
		return structuredClone(this.log);
	}

	/** The requests that carried a credential. */
	violations(): StorageRequest[] {
		return this.requests().filter(({ violations }) => violations.length > 0);
	}

	clearRequests(): void {
		this.log = [];
	}

	reset(): void {
		this.faults.clear();
		this.clearRequests();
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://storage');
		const name = fileName(pathname);
		const entry = this.record(request, name);
		response.once('finish', () => (entry.complete = true));
		const fault = this.faults.take(name);
		if (fault.latencyMs) {
			await sleep(fault.latencyMs, undefined, { signal: this.closing.signal });
		}
		const refuse = (status: number, text: string) => {
			entry.status = status;
			response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
		};
		if (entry.violations.length > 0) return refuse(400, `No ${entry.violations.join(', ')} here`);
		if (fault.redirect !== undefined) {
			response.setHeader('location', fault.redirect);
			return refuse(fault.status ?? 302, '');
		}
		if (fault.status !== undefined) return refuse(fault.status, `Status ${fault.status}`);
		if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'GET or HEAD');
		if (!this.links.isValid(name, searchParams)) return refuse(403, 'The link is wrong or too old');
		const file = this.files.find(name);
		if (!file) return refuse(404, 'No such file');
		return await send(file.content, { name, request, response, entry, fault });
	}

	private record({ method = '', url = '', headers }: IncomingMessage, name: string) {
		const entry: StorageRequest = {
			number: ++this.total,
			time: new Date().toISOString(),
			method,
			url,
			name,
			headers: { ...headers },
			status: null,
			bytesSent: 0,
			complete: false,
			violations: FORBIDDEN.filter((header) => headers[header] !== undefined),
		};
		keep(this.log, entry, MOST_KEPT);
		return entry;
	}
}

interface Exchange {
	name: string;
	request: IncomingMessage;
	response: ServerResponse;
	entry: StorageRequest;
	fault: StorageFault;
}

async function send(content: Content, { name, request, response, entry, fault }: Exchange) {
	const ranges = request.headers.range ? parseRange(content.size, request.headers.range) : -2;
	response.setHeader('accept-ranges', 'bytes');
	response.setHeader('etag', `"${Buffer.from(name).toString('hex')}-${content.size}"`);
	response.setHeader('content-type', 'application/zip');
	if (ranges === -1) {
		entry.status = 416;
		response.writeHead(416, { 'content-range': `bytes */${content.size}` }).end();
		return;
	}
	// Several ranges at once, or a header that is not a range, get the whole file, as RFC 9110 allows.
	const range = ranges !== -2 && ranges.length === 1 ? ranges[0] : undefined;
	const { start, end } = range
		? { start: range.start, end: range.end + 1 }
		: { start: 0, end: content.size };
	entry.status = range ? 206 : 200;
	if (range) response.setHeader('content-range', `bytes ${start}-${end - 1}/${content.size}`);
	const lengthless = fault.noLength || fault.chunkedTruncate !== undefined;
	if (!lengthless) response.setHeader('content-length', end - start);
	response.writeHead(entry.status);
	if (request.method === 'HEAD') {
		response.end();
		return;
	}
	const limit = fault.truncate ?? fault.chunkedTruncate ?? Infinity;
	const gone = new AbortController();
	response.once('close', () => gone.abort());
	for await (const piece of pieces(content.read(start, end), fault.throttle, gone.signal)) {
		const part = piece.subarray(0, limit - entry.bytesSent);
		const flowing = response.write(part);
		entry.bytesSent += part.length;
		if (entry.bytesSent >= limit) {
			// What was written so far still arrives.
			response.socket?.destroySoon();
			return;
		}
		if (!flowing) await once(response, 'drain', { signal: gone.signal });
	}
	response.end();
}

/** The chunks, or a tenth of what may go in a second every tenth of a second. */
async function* pieces(chunks: Readable, bytesPerSecond: number | undefined, signal: AbortSignal) {
	for await (const chunk of chunks as AsyncIterable<Buffer>) {
		const step = bytesPerSecond ? Math.ceil(bytesPerSecond / 10) : chunk.length;
		for (let at = 0; at < chunk.length; at += step) {
			if (bytesPerSecond) await sleep(100, undefined, { signal });
			yield chunk.subarray(at, at + step);
		}
	}
}

/** Empty when the path is not that of a file, or cannot be decoded. */
function fileName(path: string): string {
	try {
		return decodeURIComponent(/^\/storage\/([^/]+)$/.exec(path)?.[1] ?? '');
	} catch {
		return '';
	}
}
