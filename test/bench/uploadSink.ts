import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';

/** What was uploaded last. */
export interface Received {
	bytes: number;
	crc32: number;
}

/** A storage that takes every file and keeps none: its size and checksum only, which cost next to nothing. */
export async function startUploadSink() {
	let last: Received | undefined;
	const server = createServer((request, response) => {
		const received = { bytes: 0, crc32: 0 };
		request.on('data', (piece: Buffer) => {
			received.bytes += piece.length;
			received.crc32 = crc32(piece, received.crc32);
		});
		request.on('end', () => {
			last = received;
			response.end('{}');
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/file`,
		/** What came since it was asked last. */
		take: () => {
			const taken = last;
			last = undefined;
			return taken;
		},
		stop: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
