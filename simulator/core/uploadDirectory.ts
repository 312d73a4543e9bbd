import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiError } from './errors';
import { discard, readUpload, type BodyCheck, type Upload } from './upload';

/** A directory for uploaded files, made when the first one comes. It goes with the simulator. */
export class UploadDirectory {
	private directory?: string;
	private written = 0;
	private readonly reading = new Set<Promise<Upload>>();

	/**
	 * @param name tells the directory apart from those of other APIs
	 * @param field the form field that has the file
	 */
	constructor(
		private readonly name: string,
		private readonly field: string,
	) {}

	/** Reads an upload to disk; what is not kept must be discarded. */
	async receive(request: IncomingMessage, check?: BodyCheck): Promise<Upload> {
		const directory = this.make();
		const newPath = () => this.newPath();
		const upload = readUpload(request, { field: this.field, check, newPath });
		this.reading.add(upload);
		try {
			const received = await upload;
			if (this.directory === directory) return received;
			throw new ApiError(500, 'The files were removed meanwhile');
		} finally {
			this.reading.delete(upload);
		}
	}

	async discard(upload: Upload): Promise<void> {
		await discard(upload);
	}

	/** Where one more file can be written. */
	newPath(): string {
		return join(this.make(), String(++this.written));
	}

	/** Removes all files. */
	async clear(): Promise<void> {
		const { directory } = this;
		this.directory = undefined;
		if (directory) await rm(directory, { recursive: true, force: true, maxRetries: 3 });
	}

	/** Removes everything once the uploads under way have ended; the connections must be closed. */
	async close(): Promise<void> {
		await Promise.allSettled([...this.reading]);
		await this.clear();
	}

	private make(): string {
		const start = `genesys-simulator-${this.name}-${process.pid}-`;
		return (this.directory ??= mkdtempSync(join(tmpdir(), start)));
	}
}
