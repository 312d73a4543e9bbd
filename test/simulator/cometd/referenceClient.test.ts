import { SERVICE_CHANNEL, UPDATES_CHANNEL } from '../../../simulator';
import { held, keyAndToken, NOTIFICATIONS } from './bayeux';
import { runReferenceClient } from './runReferenceClient';
import { start } from '../helper';

interface Update {
	data: { serviceState?: string; statistics?: Array<{ value: { intValue: number } }> };
}

test.each(['', '/'])('the reference client works as it is (path ends with "%s")', async (end) => {
	const sim = await start({ statistics: { tickMs: 0 }, cometd: { timeoutMs: 200 } });
	const { child, heard, ended } = runReferenceClient<Update>(
		sim.url + NOTIFICATIONS + end,
		keyAndToken(sim),
		[UPDATES_CHANNEL, SERVICE_CHANNEL],
	);
	const publish = (intValue: number) =>
		sim.control.statistics.publishUpdates([
			{ subscriptionId: 's', statisticId: 'a', value: { intValue } },
		]);

	await heard(2, { event: 'subscribed', successful: true });
	publish(1);
	publish(2);
	const updates = await heard(2, { event: 'message', channel: UPDATES_CHANNEL });
	expect(updates.map(({ data }) => data?.data.statistics?.[0].value.intValue)).toEqual([1, 2]);

	// Loses its session twice: while a connect is held, and with the connection dropped.
	for (const [round, dropPolls] of [false, true].entries()) {
		await held(sim);
		expect(sim.control.cometd.loseSessions({ dropPolls })).toBe(1);
		await heard(round + 2, { event: 'handshake', successful: true });
		await heard(2 * round + 4, { event: 'subscribed', successful: true });
		publish(round + 3);
		await heard(round + 3, { event: 'message', channel: UPDATES_CHANNEL });
	}

	// A refused handshake is tried again.
	sim.control.cometd.refuseHandshakes({ times: 2 });
	sim.control.cometd.loseSessions();
	await heard(2, { event: 'handshake', successful: false });
	await heard(8, { event: 'subscribed', successful: true });

	sim.control.statistics.setServiceState('UNAVAILABLE');
	const [message] = await heard(1, { event: 'message', channel: SERVICE_CHANNEL });
	expect(message.data?.data.serviceState).toBe('UNAVAILABLE');
	expect(sim.control.cometd.sessions()).toMatchObject([
		{ channels: [UPDATES_CHANNEL, SERVICE_CHANNEL] },
	]);

	child.stdin.write('\n');
	await heard(1, { event: 'disconnected', successful: true });
	expect(await ended).toBe(0);
	expect([sim.control.cometd.sessions(), sim.control.cometd.heldPolls()]).toEqual([[], 0]);
	await sim.close();
});
