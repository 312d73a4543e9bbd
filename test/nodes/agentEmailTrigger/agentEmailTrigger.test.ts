import type { INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import type { Credentials } from '../../harness/additionalData';
import { oAuth2Credential, webServicesCredential } from '../../harness/genesysCredentials';
import { startTrigger, type RunningTrigger } from '../../harness/runTrigger';
import { nodeInWorkflow } from '../../harness/workflow';
import { withSimulator } from '../../harness/simulator';
import { until } from '../../harness/until';

const TOPIC = '/v2/me/interactions';
const sim = withSimulator({
	samples: false,
	webServices: { delayMs: 0, queues: [], cometd: { timeoutMs: 1_000 } },
});
const inbox = () => sim.control.webServices;
let trigger: RunningTrigger | undefined;

beforeEach(() => {
	inbox().set({ channel: TOPIC, csrf: false, csrfOnNotifications: false });
});
afterEach(async () => {
	await trigger?.close();
	trigger = undefined;
	expect(inbox().cometd.heldPolls()).toBe(0);
	expect(inbox().cometd.sessions()).toEqual([]);
});

async function start(
	parameters: INodeParameters = {},
	credentials: Credentials = webServicesCredential(sim),
	mode: WorkflowExecuteMode = 'trigger',
) {
	trigger = await startTrigger('genesysAgentEmailTrigger', parameters, credentials, mode);
	await until(() => inbox().cometd.heldPolls() === 1, 'a held poll');
	return trigger;
}
const invitation = async (more = {}) => await inbox().addEmail(more);
/** What an agent does at a desktop. */
async function perform(id: string, body: object): Promise<void> {
	const response = await fetch(`${sim.url}/api/v2/me/interactions/${id}`, {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from('agent:agent-password').toString('base64')}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify(body),
	});
	expect(await response.json()).toMatchObject({ status: 'ok' });
}
const states = () => trigger?.emitted.map((items) => items.map(({ state }) => state));
const told = (count: number) => until(() => states()?.length === count, `${count} executions`);
const publish = (data: unknown) => inbox().cometd.publish(TOPIC, data);
const message = (more: object = {}) => ({
	messageTypeName: 'InteractionStateMessage',
	id: 'x',
	state: 'Invited',
	...more,
});
/** Shows that nothing came before it which was passed on. */
async function marker(count = 1): Promise<void> {
	publish(message({ id: 'marker', state: 'Marker' }));
	await told(count);
	expect(states()?.at(-1)).toEqual(['Marker']);
}
const unavailable = { kind: 'status', status: 503 } as const;
const LIST = { method: 'GET', path: '/api/v2/me/interactions' };
/** Seconds: a session that was lost soon after another, and is refused at first, is opened after up to some twelve. */
const LONGEST_S = 30;

/** The session of now is lost with what it was not told yet, and another one opened. */
async function loseSession(meanwhile: () => Promise<unknown> = async () => {}): Promise<void> {
	const before = inbox().cometd.sessions()[0].clientId;
	// It takes a while until there is a new one.
	sim.control.faults.add({ ...unavailable, match: { path: '/api/v2/notifications/handshake' } });
	inbox().cometd.loseSessions({ dropPolls: true });
	await meanwhile();
	await until(
		() => {
			const [session] = inbox().cometd.sessions();
			return session?.held && session.clientId !== before;
		},
		'a new session',
		LONGEST_S,
	);
}

describe('notifications', () => {
	test('start the workflow once each, with the interaction in short', async () => {
		await start();
		const { id } = await invitation({
			subject: 'Late',
			text: 'Where is it?',
			cc: 'bob@example.com',
		});
		await told(1);
		expect(trigger?.emitted).toEqual([
			[
				{
					...{ id, state: 'Invited', subtype: 'InboundNew', receivedAt: expect.any(String) },
					...{ from: 'customer@example.com', to: 'support@example.com', cc: 'bob@example.com' },
					...{ subject: 'Late', text: 'Where is it?', capabilities: ['Accept', 'Reject'] },
				},
			],
		]);
		await perform(id, { operationName: 'Accept' });
		await perform(id, { operationName: 'Complete' });
		await told(3);
		expect(states()).toEqual([['Invited'], ['Accepted'], ['Completed']]);
	});

	test('as Genesys sent them, without Simplify', async () => {
		await start({ simplify: false });
		const { id, email } = await invitation();
		await told(1);
		const [{ message: sent }] = inbox().notifications();
		const { messageTypeName, ...interaction } = sent;
		expect(messageTypeName).toBe('InteractionStateMessage');
		expect(trigger?.emitted).toEqual([[interaction]]);
		expect(interaction).toMatchObject({ id, email_object: email, channel: 'email' });
	});

	test('in an envelope say the same', async () => {
		await start();
		publish({ name: 'interaction', topic: TOPIC, data: message({ id: 'wrapped' }) });
		await told(1);
		expect(trigger?.emitted).toMatchObject([[{ id: 'wrapped', state: 'Invited' }]]);
	});

	test('of the same state count each', async () => {
		await start();
		publish(message());
		publish(message());
		await told(2);
	});

	test('of other agents are not heard', async () => {
		await start();
		await invitation({ agent: 'supervisor' });
		await until(() => inbox().notifications().length === 1, 'the notification');
		await marker();
	});

	test.each<[string, unknown]>([
		['without an ID', message({ id: undefined })],
		['with an ID that is no text', message({ id: { toString: 'x' } })],
		['with an empty ID', message({ id: '' })],
		['of another kind', message({ messageTypeName: 'ContactsMessage' })],
		['without a kind', { id: 'x', state: 'Invited' }],
		['that are a list', [message()]],
		['that are text', 'InteractionStateMessage'],
		['that are a number', 1],
		['that are null', null],
		['with an envelope of nothing', { data: [] }],
	])('%s start nothing, and the trigger goes on', async (_what, data) => {
		await start();
		publish(data);
		await marker();
	});

	test('with fields of the wrong types are passed on', async () => {
		await start({ filters: { states: ['Invited'] } });
		publish(message({ state: { a: 1 } }));
		publish(message({ email_object: [], capabilities: 'none', interactionSubType: 7 }));
		await told(1);
		expect(trigger?.emitted).toMatchObject([[{ id: 'x', subtype: 7, capabilities: 'none' }]]);
	});

	test('of several megabytes are passed on whole', async () => {
		await start();
		const Text = 'x'.repeat(4 * 1024 * 1024);
		publish(message({ email_object: { Text } }));
		await told(1);
		expect(trigger?.emitted[0][0].text).toHaveLength(Text.length);
	});
});

describe('filters', () => {
	const sample = [
		message({ id: 'a', channel: 'email', interactionSubType: 'InboundNew' }),
		message({
			id: 'b',
			channel: 'email',
			interactionSubType: 'OutboundReply',
			state: 'ReplyCreated',
		}),
		message({ id: 'c', channel: 'chat', interactionSubType: 'Inbound', state: 'Revoked' }),
	];
	test.each<[INodeParameters, string[]]>([
		[{}, ['a', 'b', 'c']],
		[{ states: [], otherStates: '', channels: ' ' }, ['a', 'b', 'c']],
		[{ states: ['Invited', 'Sent'] }, ['a']],
		[{ otherStates: 'revoked' }, ['c']],
		[{ states: ['ReplyCreated'], otherStates: 'Other, Revoked' }, ['b', 'c']],
		[{ subtypes: ['OutboundReply'] }, ['b']],
		[{ subtypes: ['InboundNew'], otherSubtypes: 'Inbound' }, ['a', 'c']],
		[{ channels: 'email' }, ['a', 'b']],
		[{ channels: 'EMAIL,chat', states: ['Invited'], subtypes: ['InboundNew'] }, ['a']],
		[{ channels: 'chat', states: ['Invited'] }, []],
	])('%j: %j', async (filters, ids) => {
		await start({ filters });
		for (const one of sample) publish(one);
		// Passes whatever is asked for.
		const last = {
			id: 'last',
			channel: 'email',
			state: 'Invited',
			interactionSubType: 'InboundNew',
		};
		const passing = { ...last, ...lastFor(filters) };
		publish(message(passing));
		await until(() => trigger?.emitted.flat().some(({ id }) => id === 'last'), 'the last one');
		expect(trigger?.emitted.flat().map(({ id }) => id)).toEqual([...ids, 'last']);
	});

	function lastFor({ channels, states, otherStates, subtypes, otherSubtypes }: INodeParameters) {
		const first = (...values: unknown[]) =>
			values.flatMap((value) => (typeof value === 'string' ? value.split(',') : value))[0];
		return {
			channel: first(channels ?? 'email') || 'email',
			state: first(states ?? [], otherStates ?? []) || 'Invited',
			interactionSubType: first(subtypes ?? [], otherSubtypes ?? []) || 'InboundNew',
		};
	}

	test('a state that is no choice fails the activation', async () => {
		await expect(start({ filters: { states: ['Paused'] } })).rejects.toThrow(/States/);
	});
});

describe('what is open at the start', () => {
	test('is known, and starts nothing until it changes', async () => {
		const { id } = await invitation();
		await until(() => inbox().notifications().length === 1, 'the notification');
		await start();
		await perform(id, { operationName: 'Accept' });
		await told(1);
		expect(states()).toEqual([['Accepted']]);
	});

	test('starts the workflow when that is wanted: once each, as filtered', async () => {
		const [first, second] = [await invitation(), await invitation({ subject: 'Second' })];
		await until(() => inbox().notifications().length === 2, 'the notifications');
		await perform(first.id, { operationName: 'Accept' });
		await until(() => inbox().notifications().length === 3, 'the notification');
		const options = { openAtStart: true };
		await start({ options });
		expect(trigger?.emitted).toMatchObject([
			[{ id: first.id, state: 'Accepted' }],
			[{ id: second.id, state: 'Invited', subject: 'Second', attachments: [] }],
		]);
		await trigger?.close();
		await start({ options, filters: { states: ['Invited'] } });
		expect(trigger?.emitted).toMatchObject([[{ id: second.id }]]);
	});

	test.each([404, 500])(
		'cannot be listed (%s): notifications come all the same',
		async (status) => {
			sim.control.faults.add({ kind: 'status', status, match: LIST });
			await start({ options: { openAtStart: true } });
			await invitation();
			await told(1);
			expect(trigger?.errors).toEqual([]);
		},
	);
});

describe('a lost session', () => {
	test('an invitation that came meanwhile is passed on, and what is known is not', async () => {
		const known = await invitation();
		await start();
		await perform(known.id, { operationName: 'Accept' });
		await told(1);
		let id = '';
		await loseSession(async () => ({ id } = await invitation()));
		expect(trigger?.emitted.slice(1)).toMatchObject([[{ id, state: 'Invited' }]]);
		await marker(3);
	});

	test('a state that came meanwhile is passed on, as filtered', async () => {
		await start({ filters: { states: ['Accepted'], otherStates: 'Marker' } });
		const { id } = await invitation();
		await loseSession(async () => {
			await perform(id, { operationName: 'Accept' });
			await invitation();
		});
		expect(trigger?.emitted).toMatchObject([[{ id, state: 'Accepted' }]]);
		await marker(2);
	});

	test('an interaction that was gone and is back is passed on', async () => {
		await start();
		const { id } = await invitation();
		await told(1);
		await loseSession(async () => await perform(id, { operationName: 'Reject' }));
		await loseSession(async () => inbox().invite(id, 'agent'));
		expect(states()).toEqual([['Invited'], ['Invited']]);
	});

	test('notifications go on in the new one, each once', async () => {
		await start();
		await loseSession();
		const { id } = await invitation();
		await told(1);
		await loseSession();
		await perform(id, { operationName: 'Accept' });
		await told(2);
		expect(states()).toEqual([['Invited'], ['Accepted']]);
		expect(trigger?.errors).toEqual([]);
	});

	test('the list cannot be had: what came meanwhile is missed, and notifications go on', async () => {
		await start();
		await loseSession(async () => {
			sim.control.faults.add({ ...unavailable, match: LIST });
			await invitation();
		});
		await invitation();
		await told(1);
		expect(trigger?.errors).toEqual([]);
	});

	test('what a broken poll did not bring is passed on, though the session lives', async () => {
		await start();
		const [{ clientId }] = inbox().cometd.sessions();
		inbox().cometd.dropPolls();
		const { id } = await invitation();
		await told(1);
		expect(trigger?.emitted).toMatchObject([[{ id, state: 'Invited', attachments: [] }]]);
		expect(inbox().cometd.sessions()).toMatchObject([{ clientId }]);
		await marker(2);
	});

	test('an end for good is an error, so that it is never silently dead', async () => {
		await start();
		inbox().cometd.refuseHandshakes({ times: 5, reconnect: 'none' });
		inbox().cometd.loseSessions();
		await until(() => trigger?.errors.length === 1, 'an error');
		expect(trigger?.errors[0].message).toMatch(/session/);
	});
});

describe('what cannot work fails the activation, and says what to change', () => {
	test('an endpoint that is none', async () => {
		await expect(start({ options: { endpoint: '/me/interactions/none' } })).rejects.toThrow(
			'Check Notifications Endpoint (/me/interactions/none) in the options, and API Path in the credential',
		);
	});

	test('an endpoint at which something else answers', async () => {
		await expect(start({ options: { endpoint: '/me/interactions' } })).rejects.toThrow(
			'Check Notifications Endpoint (/me/interactions) in',
		);
	});

	test('a topic that is refused', async () => {
		await expect(start({ options: { topic: 'v2/none/' } })).rejects.toThrow(
			/refused the subscribe .*Check Notifications Topic \(\/v2\/none\) in the options/,
		);
	});

	test('a wrong password', async () => {
		await expect(start({}, webServicesCredential(sim, { password: 'wrong' }))).rejects.toThrow(
			'Web Services did not accept the sign-in of the agent',
		);
	});

	test('another topic and endpoint that exist do work', async () => {
		inbox().set({ channel: '/v3/other' });
		await start({ options: { topic: 'v3/other', endpoint: 'notifications/' } });
		await invitation();
		await told(1);
	});
});

describe('access', () => {
	test.each([false, true])('CSRF protection (of the notifications as well: %s)', async (both) => {
		inbox().set({ csrf: true, csrfOnNotifications: both });
		await start();
		await invitation();
		await told(1);
	});

	test('a CSRF token that expires while it polls is renewed', async () => {
		inbox().set({ csrf: true, csrfOnNotifications: true });
		await start();
		const before = inbox().cometd.sessions()[0].clientId;
		expect(inbox().expireCsrf()).toBe(1);
		const { id } = await invitation();
		await told(1);
		await until(() => inbox().cometd.heldPolls() === 1, 'a held poll');
		expect(inbox().cometd.sessions()).toMatchObject([{ clientId: before }]);
		inbox().set({ csrfOnNotifications: false, csrf: false });
		await perform(id, { operationName: 'Accept' });
		await told(2);
		expect(trigger?.errors).toEqual([]);
	});

	test('a token (OAuth2) that expires is renewed below the session', async () => {
		await start({ authentication: 'oAuth2' }, await oAuth2Credential(sim));
		await invitation();
		await told(1);
		sim.control.auth.expireTokens();
		await until(
			() => sim.control.requests.list({ path: '/auth/v3/oauth/token' }).length > 0,
			'a renewal',
		);
		await invitation();
		await told(2);
		expect(trigger?.errors).toEqual([]);
	});
});

test('run by hand: the next notification is passed on, and closing leaves nothing', async () => {
	await start({}, webServicesCredential(sim), 'manual');
	await invitation();
	await told(1);
	await trigger?.close();
	const count = sim.control.requests.list().length;
	expect(sim.control.requests.list().at(-1)?.path).toMatch(/\/disconnect$/);
	await invitation();
	expect(sim.control.requests.list()).toHaveLength(count);
	expect(trigger?.emitted).toHaveLength(1);
});

test('run by hand, with what is open at the start: nothing need arrive', async () => {
	const { id } = await invitation();
	await until(() => inbox().notifications().length === 1, 'the notification');
	await start({ options: { openAtStart: true } }, webServicesCredential(sim), 'manual');
	await told(1);
	expect(trigger?.emitted).toMatchObject([[{ id, state: 'Invited' }]]);
});

test.each<[INodeParameters, string]>([
	[{}, 'all states'],
	[{ states: ['Invited', 'Accepted'] }, 'Invited, Accepted'],
	[{ states: ['Invited'], otherStates: 'Revoked' }, 'Invited, Revoked'],
	[{ otherStates: 'Revoked' }, 'Revoked'],
])('on the canvas, %j is "%s"', async (filters, text) => {
	const { workflow, node, type } = await nodeInWorkflow({
		node: 'genesysAgentEmailTrigger',
		parameters: { filters },
		credentials: webServicesCredential(sim),
	});
	const { subtitle } = type.description;
	const seen = workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
	expect(seen).toBe(text);
});
