import { createReadStream, type ReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Faker } from '@faker-js/faker';
import type { SimulatorContext } from '../core/api';
import { ApiError } from '../core/errors';
import type { Upload, UploadedFile } from '../core/upload';
import { UploadDirectory } from '../core/uploadDirectory';
import type { SignatureCheck } from '../webhooks/signature';

const URL_START = 'genesys://nexus/';

/** A media resource as the API shows it. */
export interface MediaResource {
	mediaId: string;
	/** `genesys://nexus/` and the id. */
	url: string;
	filename: string;
	mimetype: string;
	/** Bytes. */
	length: number;
}

/** The same with what only a test can see. */
export interface StoredMedia extends MediaResource {
	channelId: string;
	/** Of the content, hex. */
	sha256: string;
	/** ISO 8601. */
	time: string;
}

/** Media files of all channels. Contents are in a directory of its own that goes with the simulator. */
export class MediaStore {
	private kept = new Map<string, StoredMedia & { path: string }>();
	private ids: Faker;
	private readonly files = new UploadDirectory('media', 'file');

	constructor(private readonly context: SimulatorContext) {
		this.ids = this.newIds();
	}

	/** Reads an upload to disk; `keep` or `discard` must follow. */
	async receive(request: IncomingMessage, check?: SignatureCheck): Promise<Upload> {
		return await this.files.receive(request, check);
	}

	async discard(upload: Upload): Promise<void> {
		await this.files.discard(upload);
	}

	keep(channelId: string, file: UploadedFile): MediaResource {
		const mediaId = this.ids.string.uuid();
		const media = { mediaId, url: URL_START + mediaId, ...file, channelId };
		this.kept.set(mediaId, { ...media, time: new Date().toISOString() });
		return shown(media);
	}

	/** @throws ApiError 404 when the channel has no such media */
	open(channelId: string, mediaId: string): { media: MediaResource; content: ReadStream } {
		const media = this.find(channelId, mediaId);
		return { media: shown(media), content: createReadStream(media.path) };
	}

	/** @throws ApiError 404 when the channel has no such media */
	async delete(channelId: string, mediaId: string): Promise<MediaResource> {
		const media = this.find(channelId, mediaId);
		this.kept.delete(mediaId);
		await rm(media.path, { force: true });
		return shown(media);
	}

	/** The first `genesys://` URL anywhere in a value that is not that of a media file of the channel. */
	unknownUrl(channelId: string, value: unknown): string | undefined {
		if (typeof value === 'string') {
			if (!value.startsWith('genesys://')) return undefined;
			const known = this.kept.get(value.slice(URL_START.length));
			return known?.url === value && known.channelId === channelId ? undefined : value;
		}
		if (typeof value !== 'object' || value === null) return undefined;
		for (const member of Object.values(value)) {
			const unknown = this.unknownUrl(channelId, member);
			if (unknown !== undefined) return unknown;
		}
		return undefined;
	}

	/** Oldest first. */
	list(): StoredMedia[] {
		return [...this.kept.values()].map(({ path: _path, ...media }) => ({ ...media }));
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

	private find(channelId: string, mediaId: string) {
		const media = this.kept.get(mediaId);
		if (media?.channelId !== channelId) throw new ApiError(404, `Media ${mediaId} not found`);
		return media;
	}

	private newIds(): Faker {
		return this.context.random('messaging-media');
	}
}

function shown({ mediaId, url, filename, mimetype, length }: MediaResource): MediaResource {
	return { mediaId, url, filename, mimetype, length };
}
