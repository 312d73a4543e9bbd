import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';

/** Bodies up to this size are kept for the list of requests. */
const BYTES_KEPT = 1024 * 1024;

export interface UploadedFile {
	/** Where the content is on disk. */
	path: string;
	filename: string;
	mimetype: string;
	/** Bytes. */
	length: number;
	/** Hex. */
	sha256: string;
}

/** What came with an upload. It is reported after the last byte, so that the signature is always checked first. */
export interface Upload {
	/** What came in the field for files. */
	files: UploadedFile[];
	/** Why it is not an upload. */
	problem?: { status: 400 | 415; message: string };
	/** The whole body, when it is small. */
	bytes?: Buffer;
}

/** Sees the bytes of a body as they come, for a signature over all of them. */
export interface BodyCheck {
	update(bytes: Uint8Array): unknown;
}

/** What an upload is read with. */
export interface UploadReading {
	/** The form field that has the file. */
	field: string;
	/** Is given every byte of the body. */
	check?: BodyCheck;
	/** Gives the name of a file to write. */
	newPath: () => string;
}

/**
 * Reads a `multipart/form-data` body to its end. Contents go to disk as they come; nothing but the piece in hand
 * is in memory.
 */
export async function readUpload(
	request: IncomingMessage,
	{ field, check, newPath }: UploadReading,
): Promise<Upload> {
	const form = new Form(request, field, newPath);
	let kept: Buffer[] | undefined = [];
	let size = 0;
	try {
		for await (const chunk of request as AsyncIterable<Buffer>) {
			check?.update(chunk);
			size += chunk.length;
			kept = size > BYTES_KEPT ? undefined : kept;
			kept?.push(chunk);
			await form.write(chunk);
		}
		await form.end();
	} catch (error) {
		await form.fail({ status: 400, message: (error as Error).message });
		await discard(form.upload);
		throw error;
	}
	if (kept) form.upload.bytes = Buffer.concat(kept);
	return form.upload;
}

/** The form in the body. After the first problem it accepts bytes and does nothing with them. */
class Form {
	readonly upload: Upload = { files: [] };
	private parser?: BusboyInstance;
	private contents: Readable[] = [];
	private writes: Array<Promise<void>> = [];
	private giveUp: () => void = () => {};
	private readonly failed = new Promise<void>((resolve) => (this.giveUp = resolve));

	constructor(
		{ headers }: IncomingMessage,
		private readonly field: string,
		newPath: () => string,
	) {
		const contentType = headers['content-type'] ?? '';
		if (!/^multipart\/form-data\s*(;|$)/i.test(contentType)) {
			const message = `Content-Type must be multipart/form-data. It was "${contentType}".`;
			void this.fail({ status: 415, message });
			return;
		}
		const broken = (error: unknown) =>
			void this.fail({ status: 400, message: (error as Error).message });
		try {
			this.parser = new Busboy({ headers: headers as BusboyHeaders });
		} catch (error) {
			broken(error);
			return;
		}
		this.parser.on('error', broken);
		this.parser.on('file', (name, content, filename, _encoding, mimetype) => {
			content.on('error', broken);
			if (name !== field) return void content.resume();
			const file = { path: newPath(), filename: filename ?? '', mimetype, length: 0, sha256: '' };
			this.upload.files.push(file);
			this.contents.push(content);
			this.writes.push(store(content, file).catch(broken));
		});
	}

	async write(chunk: Buffer): Promise<void> {
		const { parser } = this;
		if (!parser || this.upload.problem || parser.write(chunk)) return;
		const drained = new Promise<void>((resolve) => parser.once('drain', () => resolve()));
		await Promise.race([drained, this.failed]);
	}

	async end(): Promise<void> {
		const { parser, upload } = this;
		if (parser && !upload.problem) {
			const finished = new Promise<void>((resolve) => parser.once('finish', () => resolve()));
			parser.end();
			await Promise.race([finished, this.failed]);
		}
		await Promise.all(this.writes);
		upload.problem ??= upload.files.length === 1 ? undefined : oneFileOnly(this.field);
	}

	async fail(problem: NonNullable<Upload['problem']>): Promise<void> {
		this.upload.problem ??= problem;
		this.giveUp();
		for (const content of this.contents) content.destroy();
		await Promise.all(this.writes);
	}
}

/** Removes what was written. */
export async function discard({ files }: Upload): Promise<void> {
	for (const { path } of files) await rm(path, { force: true });
}

const oneFileOnly = (field: string): Upload['problem'] => ({
	status: 400,
	message: `The form must have exactly one file in the field "${field}"`,
});

async function store(content: Readable, file: UploadedFile): Promise<void> {
	const hash = createHash('sha256');
	const measure = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			file.length += chunk.length;
			done(null, chunk);
		},
	});
	await pipeline(content, measure, createWriteStream(file.path));
	file.sha256 = hash.digest('hex');
}
