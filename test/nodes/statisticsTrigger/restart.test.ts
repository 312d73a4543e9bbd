/** @jest-environment node */
import type { IDataObject } from 'n8n-workflow';
import { ModelServer } from '../../campaigns/cometd/bayeux';
import { Genesys, type Fault } from '../../campaigns/cometd/genesys';
import { CREDENTIAL, Running, type Saved, type TriggerSettings } from '../../campaigns/cometd/host';
import { inWords } from '../../campaigns/cometd/promises';
import { fakeTime, pass } from '../../unit/cometd/fakeSession';

fakeTime();

/** A Genesys with two statistics, and what n8n has saved of the trigger. */
function world(given: Partial<TriggerSettings> = {}) {
	const settings: TriggerSettings = {
		...{ kind: 'statistics', manual: false, catchUp: true, initialValues: true },
		...{ serviceState: false, openAtStart: false },
		...given,
	};
	const bayeux = new ModelServer({
		...{ acknowledges: true, numbered: true, hold: 30_000, interval: 0, advice: {} },
		...{ reorders: false, hasReordered: false, repeats: 0 },
	});
	const genesys = new Genesys(bayeux);
	const saved: Saved = { data: '{}' };
	genesys.update('a', 1);
	genesys.update('b', 1);
	return {
		...{ genesys, bayeux, saved },
		/** Activates the workflow. */
		async start(credential: IDataObject = CREDENTIAL, change: Partial<TriggerSettings> = {}) {
			const running = new Running({ ...settings, ...change }, genesys, saved, credential);
			await pass(3_000);
			return running;
		},
		/** As `kill -9` of n8n does. */
		async kill(running: Running) {
			running.kill();
			bayeux.endPolls();
			await pass(0);
		},
		/** A new value that everybody is told who has subscribed. */
		async tell(id: string, n: number) {
			genesys.update(id, n);
			genesys.tell([genesys.values.get(id)!]);
			await pass(0);
		},
	};
}
/** As when the workflow is deactivated. */
async function close(running: Running) {
	const closing = running.close();
	await pass(3_000);
	await closing;
}
const items = ({ emitted }: Running) => emitted.map(({ item }) => inWords(item));
const first = ({ sent }: Running) => sent.find(({ kind }) => kind !== 'token');

describe('after n8n was killed', () => {
	test('what differs from what was passed on last is passed on, and nothing else', async () => {
		const { genesys, start, kill, tell } = world();
		const before = await start();
		await tell('a', 2);
		expect(items(before)).toEqual(['a 1', 'b 1', 'a 2']);
		await kill(before);
		genesys.update('b', 3);
		const after = await start();
		expect(items(after)).toEqual(['b 3']);
		await tell('a', 4);
		expect(items(after)).toEqual(['b 3', 'a 4']);
		await close(after);
	});

	test('without Catch Up each start is the first', async () => {
		const { genesys, start, kill, saved } = world({ catchUp: false });
		await kill(await start());
		genesys.update('b', 3);
		const after = await start();
		expect(items(after)).toEqual(['a 1', 'b 3']);
		expect(saved.data).not.toContain('told');
		await close(after);
	});

	test('Catch Up that was switched off since counts for nothing', async () => {
		const { start, kill, saved } = world();
		await kill(await start());
		const after = await start(CREDENTIAL, { catchUp: false });
		expect(items(after)).toEqual(['a 1', 'b 1']);
		expect(saved.data).not.toContain('told');
		await close(after);
	});

	test('values of the start that were not wanted are what later ones are compared with', async () => {
		const { genesys, start, kill } = world({ initialValues: false });
		const before = await start();
		expect(items(before)).toEqual([]);
		await kill(before);
		genesys.update('b', 3);
		const after = await start();
		expect(items(after)).toEqual(['b 3']);
		await close(after);
	});

	test('an outage that was told is not over: what comes after it is news, also when it is the same', async () => {
		const { genesys, start, kill } = world({ serviceState: true });
		const before = await start();
		genesys.setService(false);
		await pass(0);
		expect(items(before)).toEqual(['a 1', 'b 1', 'UNAVAILABLE']);
		await kill(before);
		genesys.isAvailable = true;
		const after = await start();
		expect(items(after)).toEqual(['a 1', 'b 1']);
		await close(after);
	});

	test.each(['statistics', 'agentEmail'] as const)(
		'the session of before is ended first, by its own cookie: %s',
		async (kind) => {
			const { genesys, bayeux, start, kill } = world({ kind });
			const before = await start();
			await kill(before);
			// Long before they would end by themselves.
			const [session] = bayeux.sessions();
			const { cookie } = before.sent.at(-1)!;
			expect(cookie).toMatch(/^BAYEUX_BROWSER=/);
			const left = [...genesys.subscriptions];
			const after = await start();
			expect(first(after)).toMatchObject({ kind: 'disconnect', clientId: session, cookie });
			expect(bayeux.sessions()).toHaveLength(1);
			expect(bayeux.sessions()).not.toContain(session);
			expect(after.sent.at(-1)?.cookie).not.toBe(cookie);
			for (const id of left) expect(genesys.subscriptions.has(id)).toBe(false);
			expect(genesys.subscriptions.size).toBe(left.length);
			await close(after);
			expect(bayeux.sessions()).toEqual([]);
		},
	);

	test('what is saved shows neither the session nor its cookie', async () => {
		const { bayeux, saved, start } = world();
		const running = await start();
		const { cookie = '' } = running.sent.at(-1)!;
		const texts = [cookie.split('=')[1], ...bayeux.sessions().map((id) => `"${id}"`)];
		expect(texts).toHaveLength(2);
		for (const text of texts) expect(saved.data).not.toContain(text);
		expect(Object.keys(JSON.parse(saved.data) as object).sort()).toEqual([
			...['about', 'session', 'subscriptions', 'told'],
		]);
		await close(running);
	});
});

describe('the goodbye to the session of before', () => {
	test.each<[string, Fault, number]>([
		['is not heard', { how: 'silent' }, 2_600],
		['breaks', { how: 'lostBefore' }, 600],
		['is refused', { how: 'status', status: 403 }, 600],
		['is answered by something else', { how: 'body', body: '<html>' }, 600],
	])('that %s neither fails nor holds up the start', async (_what, fault, most) => {
		const { genesys, start, kill } = world();
		await kill(await start());
		genesys.faults.push({ kind: 'disconnect', fault });
		const begin = Date.now();
		const after = await start();
		const opened = after.sent.find(({ kind }) => kind === 'handshake');
		expect(opened!.at - begin).toBeLessThan(most);
		expect(after.refused).toBeUndefined();
		expect(after.errors).toEqual([]);
		expect(genesys.subscriptions.size).toBe(1);
		await close(after);
	});

	test('a subscription of before that cannot be removed does neither', async () => {
		const { genesys, start, kill } = world();
		await kill(await start());
		genesys.faults.push({ kind: 'remove', fault: { how: 'silent' } });
		const after = await start();
		expect(after.refused).toBeUndefined();
		expect(items(after)).toEqual([]);
		expect(genesys.subscriptions.size).toBe(2);
		await close(after);
	});
});

describe('what was saved is of no use', () => {
	test.each([
		['to another server', { baseUrl: 'https://elsewhere.test' }],
		['to another credential', { id: '2' }],
	])('%s: it is sent nothing of before, and begins anew', async (_what, change) => {
		const { start, kill, saved } = world();
		await kill(await start());
		const before = saved.data;
		const after = await start({ ...CREDENTIAL, ...change });
		expect(after.sent.map(({ kind }) => kind)).not.toContain('disconnect');
		expect(after.sent.map(({ kind }) => kind)).not.toContain('remove');
		expect(items(after)).toEqual(['a 1', 'b 1']);
		expect(saved.data).not.toBe(before);
		await close(after);
	});

	test('to an account with another key: the session of before is not ended, the rest holds', async () => {
		const { start, kill } = world();
		await kill(await start());
		const after = await start({ ...CREDENTIAL, apiKey: 'another-key' });
		expect(first(after)?.kind).toBe('handshake');
		expect(items(after)).toEqual([]);
		await close(after);
	});

	test('without a key there is nothing to seal a session with, so it is not kept', async () => {
		const { start, kill, saved } = world({ kind: 'agentEmail' });
		await kill(await start({ ...CREDENTIAL, apiKey: undefined }));
		expect(saved.data).not.toContain('session');
	});

	test.each([
		['{"told":{"a":5},"subscriptions":{"x":1},"session":{}}'],
		['{"told":"text","subscriptions":"text","session":"text"}'],
		['{"subscriptions":[null,{"a":1}]}'],
	])('when it is something else: %s', async (text) => {
		const { start, kill, saved } = world();
		await kill(await start());
		const { about } = JSON.parse(saved.data) as IDataObject;
		saved.data = JSON.stringify({ about, ...(JSON.parse(text) as IDataObject) });
		const after = await start();
		expect(after.refused).toBeUndefined();
		expect(items(after)).toEqual(['a 1', 'b 1']);
		await close(after);
	});
});

test('a test in the editor neither reads nor writes what is saved', async () => {
	const { genesys, start, kill, saved } = world();
	await kill(await start());
	const { data } = saved;
	const manual = new Running(
		{
			...{ kind: 'statistics', manual: true, catchUp: true, initialValues: true },
			...{ serviceState: false, openAtStart: false },
		},
		genesys,
		saved,
	);
	await pass(1_000);
	expect(items(manual)).toEqual(['a 1', 'b 1']);
	expect(manual.sent.map(({ kind }) => kind)).not.toContain('disconnect');
	expect(manual.staticData).toEqual(JSON.parse(data));
	await close(manual);
});

test('a connection that is lost: what differs is passed on, and what is the same is not', async () => {
	const { genesys, bayeux, start } = world();
	const running = await start();
	genesys.update('b', 3);
	genesys.values.set('a', { ...genesys.values.get('a')!, timestamp: 99 });
	bayeux.lose();
	genesys.cut();
	await pass(5_000);
	expect(items(running)).toEqual(['a 1', 'b 1', 'b 3']);
	await close(running);
});
