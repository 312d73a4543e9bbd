/** @jest-environment node */
import { ModelServer } from '../../campaigns/cometd/bayeux';
import { Genesys } from '../../campaigns/cometd/genesys';
import { Running } from '../../campaigns/cometd/host';
import { fakeTime, pass } from '../../unit/cometd/fakeSession';

fakeTime();

test('a trigger that does not start leaves no subscription, also when its answer was lost', async () => {
	const genesys = new Genesys(
		new ModelServer({
			...{ acknowledges: false, numbered: false, hold: 30_000, interval: 0, advice: {} },
			...{ reorders: false, hasReordered: false, repeats: 0 },
		}),
	);
	genesys.faults.push({ kind: 'open', fault: { how: 'lostAfter' } });
	const running = new Running(
		{
			...{ kind: 'statistics', manual: false, catchUp: true, initialValues: true },
			...{ serviceState: false, openAtStart: false },
		},
		genesys,
	);
	await pass(0);
	expect(genesys.subscriptions.size).toBe(1);
	genesys.faults.push({ kind: 'handshake', fault: { how: 'status', status: 403 } });
	await pass(5_000);
	expect(String(running.refused)).toMatch('refused');
	expect(genesys.subscriptions.size).toBe(0);
	expect(jest.getTimerCount()).toBe(0);
});
