/**
 * The reference CometD client as it is, in a process of its own (it is an ES module):
 * `referenceClient.ts URL HEADERS CHANNELS`. Prints one JSON per event; a line on stdin makes it disconnect.
 */
import { CometD } from 'cometd';
import { adapt } from 'cometd-nodejs-client';

const [url, headers, channels] = process.argv.slice(2);
const tell = (event: string, more: object = {}) =>
	process.stdout.write(`${JSON.stringify({ event, ...more })}\n`);

adapt();
const cometd = new CometD();
cometd.configure({ url, requestHeaders: JSON.parse(headers), backoffIncrement: 50 });
cometd.addListener('/meta/handshake', ({ successful, clientId }) => {
	tell('handshake', { successful, clientId });
	if (!successful) return;
	cometd.batch(() => {
		for (const channel of JSON.parse(channels)) {
			cometd.subscribe(
				channel,
				({ data }) => tell('message', { channel, data }),
				(reply) => tell('subscribed', { channel, successful: reply.successful }),
			);
		}
	});
});
cometd.handshake();

process.stdin.once('data', () => {
	process.stdin.destroy();
	cometd.disconnect(({ successful }) => tell('disconnected', { successful }));
});
