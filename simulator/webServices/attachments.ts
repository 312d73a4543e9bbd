import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Faker } from '@faker-js/faker';
import { ApiError } from '../core/errors';
import type { Upload, UploadedFile } from '../core/upload';
import { UploadDirectory } from '../core/uploadDirectory';
import type { Attachment, NewAttachment, StoredAttachment } from './model';

/** How much of a made-up content is written at once. */
const PIECE = 64 * 1024;

/** The attachments of all interactions. Contents are in a directory of its own that goes with the simulator. */
export class Attachments {
	private kept = new Map<string, StoredAttachment & { path: string }>();
	private ids: Faker;
	private readonly files = new UploadDirectory('attachments', 'attachment');

	constructor(private readonly newIds: () => Faker) {
		this.ids = newIds();
	}

	/** Reads an upload to disk; `keep` or `discard` must follow. */
	async receive(request: IncomingMessage): Promise<Upload> {
		return await this.files.receive(request);
	}

	async discard(upload: Upload): Promise<void> {
		await this.files.discard(upload);
	}

	keep(interactionId: string, { mimetype, ...file }: UploadedFile): Attachment {
		const documentId = this.ids.string.alphanumeric({ length: 16, casing: 'upper' });
		const stored = { documentId, interactionId, mimeType: mimetype, ...file };
		this.kept.set(documentId, stored);
		return shown(stored);
	}

	/** Puts one in place that came with an e-mail. */
	async add(interactionId: string, attachment: NewAttachment): Promise<Attachment> {
		const { filename, mimeType = 'application/octet-stream', contentBase64, size = 0 } = attachment;
		const path = this.files.newPath();
		const hash = createHash('sha256');
		const file = await open(path, 'w');
		let length = 0;
		try {
			for (const piece of pieces(contentBase64, size)) {
				hash.update(piece);
				length += piece.length;
				await file.write(piece);
			}
		} finally {
			await file.close();
		}
		const sha256 = hash.digest('hex');
		return this.keep(interactionId, { path, filename, mimetype: mimeType, length, sha256 });
	}

	/** @throws ApiError 404 when the interaction has no such attachment */
	open(interactionId: string, documentId: string): { about: Attachment; content: ReadStream } {
		const found = this.find(interactionId, documentId);
		return { about: shown(found), content: createReadStream(found.path) };
	}

	/** @throws ApiError 404 when the interaction has no such attachment */
	async delete(interactionId: string, documentId: string): Promise<void> {
		const { path } = this.find(interactionId, documentId);
		this.kept.delete(documentId);
		await rm(path, { force: true });
	}

	/** Those of an interaction, oldest first. */
	of(interactionId: string): Attachment[] {
		return [...this.kept.values()].filter((one) => one.interactionId === interactionId).map(shown);
	}

	/** All of them, oldest first. */
	list(): StoredAttachment[] {
		return [...this.kept.values()].map(({ path: _path, ...stored }) => ({ ...stored }));
	}

	/** Forgets everything, and removes it from disk. */
	async reset(): Promise<void> {
		this.kept.clear();
		this.ids = this.newIds();
		await this.files.clear();
	}

	/** Removes everything once the uploads under way have ended; the connections must be closed. */
	async close(): Promise<void> {
		await this.files.close();
		await this.reset();
	}

	private find(interactionId: string, documentId: string) {
		const found = this.kept.get(documentId);
		if (found?.interactionId === interactionId) return found;
		throw new ApiError(404, 'Not Found', `The interaction has no attachment ${documentId}`);
	}
}

function shown({ documentId, filename, mimeType, length }: StoredAttachment): Attachment {
	return { documentId, filename, mimeType, length };
}

function* pieces(contentBase64: string | undefined, size: number): Iterable<Buffer> {
	if (contentBase64 !== undefined) {
		yield Buffer.from(contentBase64, 'base64');
		return;
	}
	for (let left = size; left > 0; left -= PIECE)
		yield Buffer.alloc(Math.min(left, PIECE), 'made up ');
}
