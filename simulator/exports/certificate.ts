import busboy from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';
import { ApiError } from '../core/errors';

/** An uploaded file: the bytes of the field and the name its part gave, if any. */
export interface Upload {
	fileName: string;
	bytes: Buffer;
}

/**
 * The field `file` of a multipart/form-data body.
 * @throws ApiError 400 when it is another content type, cannot be read, or has no (or an empty) field
 */
export async function readUpload({ headers, body }: FastifyRequest): Promise<Upload> {
	const contentType = headers['content-type'] ?? '';
	if (!/^multipart\/form-data\s*;/i.test(contentType)) {
		throw refused('Content-Type must be multipart/form-data', `It was "${contentType}".`);
	}
	const uploads: Array<Upload & { field: string }> = [];
	await new Promise<void>((resolve, reject) => {
		const fail = (error: unknown) =>
			reject(refused('The body is not multipart/form-data', (error as Error).message));
		try {
			const parser = busboy({ headers: { ...headers, 'content-type': contentType } });
			parser.on('file', (field, stream, fileName) => {
				const chunks: Buffer[] = [];
				stream.on('data', (chunk: Buffer) => chunks.push(chunk));
				stream.on('end', () => uploads.push({ field, fileName, bytes: Buffer.concat(chunks) }));
			});
			parser.on('finish', resolve);
			parser.on('error', fail);
			parser.end(body as Buffer);
		} catch (error) {
			fail(error);
		}
	});
	const upload = uploads.find(({ field }) => field === 'file');
	if (!upload?.bytes.length) throw refused('The field "file" is missing or empty', '');
	return { fileName: upload.fileName, bytes: upload.bytes };
}

function refused(message: string, detail: string): ApiError {
	return new ApiError(400, message, detail);
}
