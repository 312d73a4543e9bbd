import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { open } from '../core/access';
import { badRequest, CloudError, notFound } from './errors';

/** A file that is uploaded to a message, or waits to be. */
export interface StoredUpload {
	id: string;
	/** Proves that a link was given out by the API. */
	signature: string;
	conversationId: string;
	communicationId: string;
	name: string;
	contentType: string;
	/** How long it must be; any length when nobody said. */
	contentLengthBytes?: number;
	contentMd5?: string;
	status: 'uploading' | 'valid' | 'invalid';
	content?: Buffer;
}

/** Headers that have no business at a pre-signed link. */
const FORBIDDEN = ['authorization', 'cookie', 'proxy-authorization', 'x-api-key'];

const TYPES: Record<string, string> = {
	gif: 'image/gif',
	jpeg: 'image/jpeg',
	jpg: 'image/jpeg',
	mp3: 'audio/mpeg',
	mp4: 'video/mp4',
	pdf: 'application/pdf',
	png: 'image/png',
	txt: 'text/plain',
};

/** By the end of the file name. */
export const contentType = (name: string) =>
	TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';

type Link = FastifyRequest<{ Params: { id: string }; Querystring: { signature?: string } }>;

/**
 * Where the files of messages are, `/cloud-storage`: pre-signed links only, and a request that carries a
 * credential is refused and remembered.
 */
export class CloudMediaStore {
	private uploads = new Map<string, StoredUpload>();
	private refused: Array<{ method: string; url: string; headers: string[] }> = [];

	constructor(private readonly url: () => string) {}

	reset(): void {
		this.uploads.clear();
		this.refused = [];
	}

	add(upload: StoredUpload): StoredUpload {
		this.uploads.set(upload.id, upload);
		return upload;
	}

	/** Of everything, oldest first. */
	list(): StoredUpload[] {
		return [...this.uploads.values()];
	}

	/** The requests that carried a credential. */
	violations() {
		return structuredClone(this.refused);
	}

	find(id: string): StoredUpload {
		const found = this.uploads.get(id);
		if (found) return found;
		throw notFound('media', id);
	}

	link({ id, signature }: StoredUpload): string {
		return `${this.url()}/cloud-storage/${id}?signature=${signature}`;
	}

	routes(app: FastifyInstance): void {
		const config = { access: open, raw: true };
		app.put<{ Params: { id: string }; Querystring: { signature?: string } }>(
			'/cloud-storage/:id',
			{ config },
			async (request, reply) => {
				const upload = this.signed(request);
				this.receive(upload, request.headers, (request.body as Buffer) ?? Buffer.alloc(0));
				return reply.code(200).send();
			},
		);
		app.get<{ Params: { id: string }; Querystring: { signature?: string } }>(
			'/cloud-storage/:id',
			{ config },
			async (request, reply) => {
				const { content, contentType: type, id } = this.signed(request);
				if (!content) throw notFound('media', id);
				return reply.header('content-type', type).send(content);
			},
		);
	}

	private signed({ params, query, method, url, headers }: Link): StoredUpload {
		const sent = FORBIDDEN.filter((header) => headers[header] !== undefined);
		if (sent.length > 0) {
			this.refused.push({ method, url, headers: sent });
			throw badRequest(`A pre-signed link takes no ${sent.join(', ')}.`);
		}
		const upload = this.find(params.id);
		if (query.signature === upload.signature) return upload;
		throw new CloudError(403, 'not.authorized', 'The signature of the link does not fit.');
	}

	private receive(upload: StoredUpload, headers: FastifyRequest['headers'], content: Buffer): void {
		if (headers['content-type'] !== upload.contentType) {
			throw badRequest(`Content-Type must be ${upload.contentType}, as uploadHeaders say.`);
		}
		const fits =
			content.length === (upload.contentLengthBytes ?? content.length) &&
			(upload.contentMd5 ?? md5(content)) === md5(content);
		upload.status = fits ? 'valid' : 'invalid';
		upload.content = fits ? content : undefined;
		if (!fits) throw badRequest('The file is not as long, or not the one, that was announced.');
	}
}

const md5 = (content: Buffer) => createHash('md5').update(content).digest('base64');
