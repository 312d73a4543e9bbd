import { Lifetime } from './lifetime';
import type { BayeuxOptions } from './protocol';
import type { Wire } from './wire';

/**
 * Tells the server that the session of the wire is over; never throws. A server that cannot be told so drops it by itself, most after 10 s.
 *
 * @param limit milliseconds that it may take
 */
export async function sayGoodbye(
	wire: Wire,
	limit: number,
	logger: Pick<BayeuxOptions['logger'], 'debug'>,
): Promise<void> {
	// Has a time of its own: that of the session may be over.
	const goodbye = new Lifetime();
	try {
		await goodbye.limit(limit, async (signal) => {
			await wire.post('disconnect', [{}], { timeout: limit, signal });
		});
	} catch (error) {
		logger.debug(`Goodbye was not heard: ${(error as Error).message}`);
	}
	wire.clientId = undefined;
	await goodbye.idle();
}
