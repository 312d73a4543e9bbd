import { BayeuxClient } from '../cometd/bayeux';
import { until } from '../helper';
import { Agent, basic, CHANNEL, INBOX, notified, NOTIFICATIONS, startDesk } from './helper';

const cookieOf = (headers: Record<string, unknown>) =>
	String((headers['set-cookie'] as string[])[0]).split(';')[0];

describe('who is let in', () => {
	test('an agent with a password, or with a token of the Authentication API', async () => {
		const { sim } = await startDesk();
		const { accessToken } = sim.control.auth.issueToken('supervisor');
		await sim.control.webServices.addEmail({ agent: 'supervisor' });
		const wrong = `Basic ${Buffer.from('agent:wrong').toString('base64')}`;
		for (const [authorization, status] of [
			[basic('supervisor').authorization, 200],
			[`Bearer ${accessToken}`, 200],
			[wrong, 401],
			['Bearer none', 401],
			['', 401],
		] as const) {
			const answer = await new Agent(sim, { authorization }).http.get(INBOX);
			expect([authorization, answer.status]).toEqual([authorization, status]);
			if (status === 200) expect(answer.data.interactions).toHaveLength(1);
			else {
				expect(answer.data).toMatchObject({ statusCode: 20 });
				expect(answer.headers['www-authenticate']).toContain('Basic');
			}
		}
		sim.control.auth.expireTokens();
		const late = new Agent(sim, { authorization: `Bearer ${accessToken}` });
		expect((await late.http.get(INBOX)).status).toBe(401);
		await sim.close();
	});

	test('the key may be missing unless it is asked for, and is never wrong', async () => {
		const { sim, agent } = await startDesk();
		const withKey = (key: string) =>
			new Agent(sim, { ...basic(), 'x-api-key': key }).http.get(INBOX);
		expect((await withKey('wrong')).status).toBe(403);
		expect((await withKey(sim.apiKey)).status).toBe(200);
		sim.control.webServices.set({ requireApiKey: true });
		expect((await agent.http.get(INBOX)).status).toBe(403);
		expect((await withKey(sim.apiKey)).status).toBe(200);
		await sim.close();
	});
});

test('an agent asks who he or she is', async () => {
	const { sim, agent } = await startDesk({ webServices: { csrf: true } });
	const user = {
		id: 'agent',
		userName: 'agent',
		roles: ['ROLE_AGENT'],
		enabled: true,
		path: '/users/agent',
	};
	const { status, data, headers } = await agent.http.get('/api/v2/me');
	expect([status, data]).toEqual([200, { statusCode: 0, user }]);
	expect(headers['x-csrf-header']).toBe('X-CSRF-TOKEN');
	expect(cookieOf(headers)).toMatch(/^JSESSIONID=./);
	expect((await new Agent(sim, {}).http.get('/api/v2/me')).status).toBe(401);
	// The rest below the same path is Genesys Cloud, which has an answer of its own.
	expect((await agent.http.post('/api/v2/me')).data).not.toHaveProperty('statusMessage');
	expect((await agent.http.get('/api/v2/me?expand=x')).status).toBe(400);
	await sim.close();
});

test('with CSRF protection a change brings cookie and token, until they expire', async () => {
	const { sim, agent } = await startDesk({ webServices: { csrf: true } });
	const { id } = await sim.control.webServices.addEmail();
	const accept = async (headers: Record<string, string>) =>
		await agent.http.post(`${INBOX}/${id}`, { operationName: 'Accept' }, { headers });

	const { headers } = await agent.http.get(INBOX);
	expect(headers['x-csrf-header']).toBe('X-CSRF-TOKEN');
	const token = String(headers['x-csrf-token']);
	const cookie = cookieOf(headers);
	// The session goes on, and so does its token.
	const again = await agent.http.get(INBOX, { headers: { cookie } });
	expect([again.headers['x-csrf-token'], again.headers['set-cookie']]).toEqual([token, undefined]);

	const incomplete: Array<Record<string, string>> = [
		{},
		{ cookie },
		{ 'x-csrf-token': token },
		{ cookie, 'x-csrf-token': 'wrong' },
		{ cookie, 'x-csrf-token': token, ...basic('supervisor') },
	];
	for (const wrong of incomplete) {
		const refused = await accept(wrong);
		expect([refused.status, refused.data.statusCode]).toEqual([403, 403]);
		expect(refused.data.statusMessage).toMatch(/^Missing or invalid Csrf token: ./);
	}
	const answer = await accept({ cookie: `other=1; ${cookie}`, 'x-csrf-token': token });
	expect([answer.status, answer.data]).toEqual([200, { status: 'ok' }]);

	expect(sim.control.webServices.expireCsrf({ agent: 'supervisor' })).toBe(0);
	expect(sim.control.webServices.expireCsrf()).toBe(1);
	const complete = async (with_: Record<string, string>) =>
		await agent.http.post(`${INBOX}/${id}`, { operationName: 'Complete' }, { headers: with_ });
	expect((await complete({ cookie, 'x-csrf-token': token })).status).toBe(403);
	const fresh = await agent.http.get(INBOX, { headers: { cookie } });
	const renewed = {
		cookie: cookieOf(fresh.headers),
		'x-csrf-token': String(fresh.headers['x-csrf-token']),
	};
	expect(renewed['x-csrf-token']).not.toBe(token);
	expect((await complete(renewed)).data).toEqual({ status: 'ok' });

	// An upload without the token is refused, and a DELETE too.
	expect((await agent.attach(id, Buffer.from('x'), 'a.txt', 'text/plain')).status).toBe(403);
	expect((await agent.http.delete(`${INBOX}/${id}/attachments/x`)).status).toBe(403);
	await sim.close();
});

describe('notifications', () => {
	const clientOf = (
		sim: Awaited<ReturnType<typeof startDesk>>['sim'],
		headers: Record<string, string> = basic(),
		path = NOTIFICATIONS,
	) => new BayeuxClient(sim, headers, path);

	test('go to the sessions of their agent only, on the channel that is set', async () => {
		const { sim } = await startDesk({
			webServices: { channel: '/my/mail', notificationsPath: '/cometd' },
			cometd: { timeoutMs: 100 },
		});
		const mine = clientOf(sim, basic(), '/cometd');
		const other = clientOf(sim, basic('supervisor'), '/cometd');
		for (const one of [mine, other]) {
			await one.handshake();
			expect(await one.subscribe(CHANNEL)).toMatchObject({ successful: false });
			expect(await one.subscribe('/my/mail')).toMatchObject({ successful: true });
			await one.connect();
		}
		expect(sim.control.webServices.cometd.sessions()).toMatchObject([
			{ owner: 'agent', channels: ['/my/mail'] },
			{ owner: 'supervisor' },
		]);
		const { id } = await sim.control.webServices.addEmail();
		const [message] = await mine.connect();
		expect(message).toMatchObject({ channel: '/my/mail', data: { id, state: 'Invited' } });
		expect((await other.connect()).map(({ channel }) => channel)).toEqual(['/meta/connect']);
		await sim.close();
	});

	test('are lost without a session, and with a connection that breaks', async () => {
		const { sim } = await startDesk({ cometd: { timeoutMs: 1_000 } });
		const { cometd } = sim.control.webServices;
		await sim.control.webServices.addEmail();
		expect((await notified(sim, 'Invited')).sessions).toBe(0);

		const client = clientOf(sim);
		await client.handshake();
		await client.subscribe(CHANNEL);
		await client.connect({ advice: { timeout: 0 } });
		const held = client.connect().catch((error: Error) => error);
		await until(() => cometd.heldPolls() === 1);
		expect(cometd.dropPolls()).toBe(1);
		expect(await held).toBeInstanceOf(Error);
		expect(cometd.loseSessions()).toBe(1);
		expect((await client.connect())[0]).toMatchObject({ successful: false });
		// The sessions of the statistics are others.
		expect(sim.control.cometd.sessions()).toEqual([]);
		await sim.close();
	});

	test('are for agents, who need the CSRF token when the settings say so', async () => {
		const { sim, agent } = await startDesk({ webServices: { csrf: true } });
		const nobody = clientOf(sim, {});
		const refused = await nobody.post('/handshake', [{ channel: '/meta/handshake' }]);
		expect([refused.status, refused.data.statusCode]).toEqual([401, 20]);
		expect(await clientOf(sim).handshake()).toMatchObject({ successful: true });
		sim.control.webServices.set({ csrfOnNotifications: true });
		const bare = await clientOf(sim).post('/handshake', [{ channel: '/meta/handshake' }]);
		expect(bare.status).toBe(403);
		const { headers } = await agent.http.get(INBOX);
		const tokens = { cookie: cookieOf(headers), 'x-csrf-token': String(headers['x-csrf-token']) };
		expect(await clientOf(sim, { ...basic(), ...tokens }).handshake()).toMatchObject({
			successful: true,
		});
		await sim.close();
	});
});
