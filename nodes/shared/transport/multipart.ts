import { randomUUID } from 'node:crypto';
import type { StreamedBody } from './api';

/** A file to be sent: its content is read once for each time that it is sent. */
export interface SourceFile {
	fileName: string;
	mimeType: string;
	/** Bytes. */
	size: number;
	stream(): AsyncIterable<Uint8Array>;
}

/**
 * A file as the only part of a `multipart/form-data` body (RFC 7578). The file is not held in memory, and the bytes are
 * the same each time that the body is read.
 *
 * @param field name of the form field
 */
export function multipart(field: string, file: SourceFile): StreamedBody {
	const boundary = `n8n-nodes-genesys-${randomUUID()}`;
	const head = Buffer.from(
		`--${boundary}\r\n` +
			`Content-Disposition: form-data; name="${quoted(field)}"; filename="${quoted(file.fileName)}"\r\n` +
			`Content-Type: ${file.mimeType.replace(/[\r\n]/g, '')}\r\n\r\n`,
	);
	const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
	return {
		[Symbol.toStringTag]: 'Blob',
		type: `multipart/form-data; boundary=${boundary}`,
		size: head.length + file.size + tail.length,
		async *stream() {
			yield head;
			yield* file.stream();
			yield tail;
		},
	};
}

/** As browsers write names: percent signs for what would end the quoted text or the line. */
const quoted = (text: string) =>
	text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
