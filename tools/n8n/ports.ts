import { createServer } from 'node:net';

/** Listens on the port for a moment, on any when it is 0. @returns which it was; undefined when it is taken */
function tryPort(port: number): Promise<number | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			const got = typeof address === 'object' ? address?.port : undefined;
			server.close(() => resolve(got));
		});
	});
}

/**
 * A TCP port on 127.0.0.1 that is free now: the preferred one if it is, else any. Nothing reserves
 * it, so use it at once.
 */
export async function freePort(preferred = 0): Promise<number> {
	const port = (await tryPort(preferred)) ?? (await tryPort(0));
	if (port === undefined) throw new Error('No free TCP port on 127.0.0.1');
	return port;
}
