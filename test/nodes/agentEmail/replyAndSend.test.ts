import { createHash } from 'node:crypto';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { FaultRule } from '../../../simulator/core/faults';
import { withSimulator } from '../../harness/simulator';
import { until } from '../../harness/until';
import {
	accepted,
	asAgent,
	byId,
	draftsIn,
	operationsOf,
	runInteraction,
	sentBy,
	textFile,
} from './desk';

const sim = withSimulator({ samples: false });
const cometd = () => sim.control.webServices.cometd;

beforeEach(() => {
	sim.control.webServices.set({ delayMs: 20, csrf: false, channel: '/v2/me/interactions' });
});
afterEach(() => {
	expect(cometd().sessions()).toEqual([]);
});

const MARK = /\[n8n [0-9a-f]{12}\]/;
const jsonOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);
const files = { data: textFile('one', 'one.txt'), more: textFile('two', 'two.txt') };
const binary = [files];
const ALL = ['Reply', 'attachments', 'attachments', 'Send'];

/** A fault that meets an operation. */
const at = (operationName: string, fault: FaultRule): void =>
	void sim.control.faults.add({
		...fault,
		match: { method: 'POST', bodyContains: `"operationName":"${operationName}"` },
	});
/** A fault that meets uploads. */
const atUpload = (fault: FaultRule): void =>
	void sim.control.faults.add({ ...fault, match: { pathRegex: '/attachments$' } });
const refused = (errorDescription: string): FaultRule => ({
	kind: 'status',
	status: 200,
	body: { status: 'error', errorDescription },
});

/** Runs it for an email that the agent has accepted, with two attachments. */
async function answer(parameters: INodeParameters = {}) {
	const id = await accepted(sim, { from: 'ada@example.com', subject: 'Late', text: 'Where?' });
	sim.control.requests.clear();
	const run = await runInteraction(
		sim,
		'replyAndSend',
		{ interactionId: byId(id), text: 'Soon.', attachments: 'data, more', ...parameters },
		{ binary },
	);
	return { ...run, id };
}

/** The same, to be cancelled in the middle. */
async function begin(id: string, parameters: INodeParameters = {}) {
	sim.control.requests.clear();
	let cancel = () => {};
	const running = runInteraction(
		sim,
		'replyAndSend',
		{ interactionId: byId(id), text: 'Soon.', attachments: 'data, more', ...parameters },
		{ binary, onStart: (stop) => (cancel = stop) },
	);
	return { running, cancel: () => cancel() };
}

const nothingLeft = () => {
	expect(draftsIn(sim).map(({ state }) => state)).not.toContain('ReplyCreated');
	expect(draftsIn(sim).map(({ state }) => state)).not.toContain('Sent');
};

test('a reply goes out with its attachments, to the sender, without the mark', async () => {
	const { items, error, id } = await answer({ replyFields: { subjectPrefix: 'Re: ' } });
	expect(error).toBeUndefined();
	const [sent] = draftsIn(sim);
	expect(sent).toMatchObject({
		parentId: id,
		state: 'Sent',
		bccAddresses: '',
		email: {
			ToAddress: 'ada@example.com',
			FromAddress: 'support@example.com',
			CCAddresses: '',
			Subject: 'Re: Late',
			Text: 'Soon.',
		},
	});
	const attached = sim.control.webServices.attachments();
	const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
	expect(attached).toMatchObject([
		{ interactionId: sent.id, filename: 'one.txt', mimeType: 'text/plain', sha256: sha256('one') },
		{ interactionId: sent.id, filename: 'two.txt', mimeType: 'text/plain', sha256: sha256('two') },
	]);
	expect(jsonOf(items)).toEqual([
		{
			id,
			replyInteractionId: sent.id,
			subject: 'Re: Late',
			attachments: attached.map(({ filename, documentId }) => ({ fileName: filename, documentId })),
			success: true,
		},
	]);
	expect(operationsOf(sim)).toEqual(ALL);
	expect(sentBy(sim).find(({ operationName }) => operationName === 'Reply')?.body).toMatch(MARK);
});

test('everyone gets it, and the original is quoted below the text', async () => {
	const id = await accepted(sim, { cc: 'bob@example.com', subject: 'Late', text: 'Where?' });
	const { error } = await runInteraction(sim, 'replyAndSend', {
		interactionId: byId(id),
		replyTo: 'everyone',
		text: 'Soon.',
		replyFields: { replyToStartLine: 'You wrote:', indentCharacter: '> ' },
	});
	expect(error).toBeUndefined();
	expect(draftsIn(sim)).toMatchObject([
		{
			email: {
				CCAddresses: 'bob@example.com',
				Subject: 'Late',
				Text: 'Soon.\n\nYou wrote:\n> Where?',
			},
		},
	]);
});

test('what the user sets wins over the draft', async () => {
	const id = await accepted(sim, { cc: 'bob@example.com' });
	await runInteraction(sim, 'replyAndSend', {
		interactionId: byId(id),
		replyTo: 'everyone',
		text: 'Soon.',
		emailFields: {
			bccAddress: 'archive@example.com',
			ccAddress: 'ann@example.com',
			fromAddress: 'sales@example.com',
			subject: 'Your order',
		},
	});
	expect(draftsIn(sim)).toMatchObject([
		{
			state: 'Sent',
			bccAddresses: 'archive@example.com',
			email: {
				CCAddresses: 'ann@example.com',
				FromAddress: 'sales@example.com',
				Subject: 'Your order',
			},
		},
	]);
});

test('a file that the item has not is found before anything is sent', async () => {
	const { error } = await answer({ attachments: 'data, invoice' });
	expect(error?.message).toBe('The item has no file in the field "invoice"');
	expect(operationsOf(sim)).toEqual([]);
});

test('many at once, among drafts of others: each is sent once, to its own sender', async () => {
	const emails: Array<{ id: string; n: number }> = [];
	for (let n = 0; n < 20; n++) {
		emails.push({ id: await accepted(sim, { from: `${n}@example.com`, subject: 'Late' }), n });
	}
	const others = [await accepted(sim, { subject: 'Late' }), await accepted(sim)];
	sim.control.requests.clear();
	const running = runInteraction(
		sim,
		'replyAndSend',
		{ interactionId: '={{ $json.id }}', text: '=Answer {{ $json.n }}', attachments: 'data' },
		{ items: emails, binary: emails.map(() => files) },
	);
	await until(() => operationsOf(sim).includes('Reply'));
	for (const other of others) await asAgent(sim, `/${other}`, { operationName: 'Reply' });
	const { items, error } = await running;
	expect(error).toBeUndefined();
	expect(jsonOf(items).map(({ id }) => id)).toEqual(emails.map(({ id }) => id));
	const sent = draftsIn(sim).filter(({ state }) => state === 'Sent');
	expect(sent).toHaveLength(20);
	for (const { id, n } of emails) {
		expect(sent.find(({ parentId }) => parentId === id)?.email).toMatchObject({
			ToAddress: `${n}@example.com`,
			Subject: 'Late',
			Text: `Answer ${n}`,
		});
	}
	expect(sim.control.requests.list({ path: '/api/v2/notifications/handshake' })).toHaveLength(1);
});

test('two replies to the same email are written one after the other', async () => {
	const id = await accepted(sim);
	const { error } = await runInteraction(
		sim,
		'replyAndSend',
		{ interactionId: byId(id), text: '=Answer {{ $json.n }}' },
		{ items: [{ n: 1 }, { n: 2 }] },
	);
	expect(error).toBeUndefined();
	expect(operationsOf(sim)).toEqual(['Reply', 'Send', 'Reply', 'Send']);
	expect(draftsIn(sim).map(({ email }) => email.Text)).toEqual(['Answer 1', 'Answer 2']);
});

describe('when a step fails', () => {
	const step = (name: string) => `Reply and Send failed at the step "${name}": `;

	test('a refused reply leaves nothing', async () => {
		const { error } = await answer({ replyFields: { queueName: 'nowhere' } });
		expect(error?.message).toBe(`${step('Reply')}Web Services did not carry out the operation`);
		expect(error?.description).toMatch(/There is no queue nowhere\..* Nothing was sent\.$/);
		expect(operationsOf(sim)).toEqual(['Reply']);
	});

	test('a draft that never comes: how it would be known is said', async () => {
		sim.control.webServices.set({ delayMs: 60_000 });
		const { error } = await answer({ options: { draftTimeout: 1 } });
		expect(error?.message).toBe(`${step('Reply')}No draft appeared within 1 s`);
		expect(error?.description).toMatch(/Nothing was sent\. If a draft appears later, .*cancel it/);
		expect(error?.description).toMatch(MARK);
		expect(operationsOf(sim)).toEqual(['Reply']);
	});

	test('one that never comes, and whose ID is known, is cancelled all the same', async () => {
		sim.control.webServices.set({ delayMs: 60_000 });
		at('Cancel', { kind: 'status', status: 200, body: { status: 'ok' } });
		const { error } = await answer({ replyTo: 'everyone', options: { draftTimeout: 1 } });
		expect(error?.description).toMatch(/Nothing was sent\. The draft \w+ was cancelled\.$/);
	});

	test('a reply whose answer is lost: its draft is found by the mark, and cancelled', async () => {
		at('Reply', { kind: 'resetAfter' });
		const { error } = await answer();
		expect(error?.message).toBe(
			`${step('Reply')}The connection to Genesys broke before the answer was complete`,
		);
		const [{ id }] = draftsIn(sim);
		expect(error?.description).toContain(`Nothing was sent. The draft ${id} was cancelled.`);
		nothingLeft();
		expect(operationsOf(sim)).toEqual(['Reply', 'Cancel']);
	});

	test('an upload that fails: the draft is cancelled', async () => {
		atUpload({ kind: 'status', status: 500, skip: 1 });
		const { error } = await answer();
		expect(error?.message).toBe(`${step('Attach two.txt')}Genesys could not process this request`);
		const [{ id }] = draftsIn(sim);
		expect(error?.description).toContain(`Nothing was sent. The draft ${id} was cancelled.`);
		expect(error?.httpCode).toBe('500');
		nothingLeft();
	});

	test('a refused Send: the reason is told, and the draft is cancelled', async () => {
		at('Send', refused('The address is blocked'));
		const { error } = await answer();
		expect(error?.message).toBe(`${step('Send')}Web Services did not carry out the operation`);
		expect(error?.description).toMatch(
			/The address is blocked\. Nothing was sent\. The draft \w+ was cancelled\.$/,
		);
		nothingLeft();
		expect(operationsOf(sim)).toEqual([...ALL, 'Cancel']);
	});

	test('a Send that did not arrive: the draft is looked at, and cancelled', async () => {
		at('Send', { kind: 'reset' });
		const { error } = await answer();
		expect(error?.message).toBe(
			`${step('Send')}The connection to Genesys broke before the answer was complete`,
		);
		expect(error?.description).toMatch(
			/The draft was still there, unsent\. The draft \w+ was cancelled\.$/,
		);
		nothingLeft();
		// What may have arrived is not sent twice.
		expect(operationsOf(sim)).toEqual([...ALL, 'Cancel']);
	});

	test('a Send whose answer is lost: that it is not known is said, and nothing is cancelled', async () => {
		at('Send', { kind: 'resetAfter' });
		const { error } = await answer();
		expect(error?.message).toBe(
			'It is not known whether the reply was sent: The connection to Genesys broke before the answer was complete',
		);
		const [{ id, state }] = draftsIn(sim);
		expect(state).toBe('Sent');
		expect(error?.description).toContain(`The draft ${id} could not be read (Web Services did not`);
		expect(error?.description).toContain('Look for the reply in Genesys before you send it again.');
		expect(operationsOf(sim)).toEqual(ALL);
	});

	test('a Send that a gateway gave up: the draft is looked at before it is cancelled', async () => {
		at('Send', { kind: 'status', status: 504 });
		const { error } = await answer();
		expect(error?.description).toContain('The draft was still there, unsent.');
		expect(sentBy(sim).slice(-2)).toMatchObject([
			{ method: 'GET', path: `/${draftsIn(sim)[0].id}` },
			{ operationName: 'Cancel' },
		]);
		nothingLeft();
	});

	test('a Send without an answer in time, which comes too late after that, sends nothing', async () => {
		at('Send', { kind: 'latency', ms: 1_000 });
		const { error } = await answer({ options: { timeout: 500 } });
		expect(error?.message).toBe(`${step('Send')}Genesys did not answer in time`);
		expect(error?.description).toContain('The draft was still there, unsent.');
		const late = () => sentBy(sim).find(({ operationName }) => operationName === 'Send');
		await until(() => late()?.status);
		nothingLeft();
	});

	test('Cancel that fails too: the draft is named, and why', async () => {
		atUpload({ kind: 'status', status: 500 });
		at('Cancel', refused('The desk is closed'));
		const { error } = await answer();
		const [{ id, state }] = draftsIn(sim);
		expect(state).toBe('ReplyCreated');
		expect(error?.description).toMatch(
			new RegExp(`The draft ${id} could not be cancelled and may still be there: .*desk is closed`),
		);
		await asAgent(sim, `/${id}`, { operationName: 'Cancel' });
	});

	test('it costs no other item', async () => {
		const [one, two] = [await accepted(sim), await accepted(sim)];
		sim.control.faults.add({
			...refused('Not this one'),
			match: { bodyContains: '"text":"Answer 1"' },
		});
		const { items } = await runInteraction(
			sim,
			'replyAndSend',
			{ interactionId: '={{ $json.id }}', text: '=Answer {{ $json.n }}' },
			{
				items: [
					{ id: one, n: 1 },
					{ id: two, n: 2 },
				],
				onError: 'continueRegularOutput',
			},
		);
		expect(jsonOf(items)).toMatchObject([
			{ error: expect.stringContaining(step('Send')), details: { statusCode: 200 } },
			{ id: two, success: true },
		]);
		const state = (id: string) => draftsIn(sim).find(({ parentId }) => parentId === id)?.state;
		expect([state(one), state(two)]).toEqual(['Cancelled', 'Sent']);
	});
});

test('a draft that may not be sent is cancelled before anything is attached', async () => {
	const id = await accepted(sim, { subject: 'Late' });
	sim.control.webServices.set({ channel: '/v2/me/told', delayMs: 300 });
	const { running } = await begin(id, { options: { topic: '/v2/me/told' } });
	await until(() => operationsOf(sim).includes('Reply'));
	// Nobody hears of the real one.
	sim.control.webServices.set({ channel: '/v2/me/other' });
	await until(() => draftsIn(sim).length === 1);
	const [{ id: draftId, email }] = draftsIn(sim);
	cometd().publish('/v2/me/told', {
		messageTypeName: 'InteractionStateMessage',
		id: draftId,
		email_object: email,
		state: 'ReplyCreated',
		capabilities: ['Cancel', 'Transfer'],
	});
	const { error } = await running;
	expect(error?.message).toContain('This interaction is no email that can be sent');
	expect(error?.description).toMatch(
		/^It is in state Reply Created, which allows: Cancel, Transfer, .* Nothing was sent\./,
	);
	expect(operationsOf(sim)).toEqual(['Reply', 'Cancel']);
	nothingLeft();
});

const isAnswered = (operation: string) =>
	sentBy(sim).some(({ operationName, status }) => operationName === operation && status === 200);
const isSubscribing = () =>
	sim.control.requests.list({ path: '/api/v2/notifications/subscribe' }).length > 0;

test.each([
	['Reply', 'data', isSubscribing, [403, 200]],
	// A file is not sent with a token that may have expired.
	['attachments', 'data', () => isAnswered('Reply'), [200]],
	['Send', '', () => isAnswered('Reply'), [403, 200]],
])(
	'a CSRF token that expires before %s is renewed unseen',
	async (operation, attachments, isTime, statuses) => {
		const id = await accepted(sim);
		sim.control.webServices.set({ csrf: true, delayMs: 200 });
		const match = { path: '/api/v2/notifications/subscribe' };
		sim.control.faults.add({ kind: 'latency', ms: 200, match });
		const { running } = await begin(id, { attachments });
		await until(isTime);
		sim.control.webServices.expireCsrf();
		const { error, items } = await running;
		expect(error).toBeUndefined();
		expect(jsonOf(items)).toMatchObject([{ success: true }]);
		expect(draftsIn(sim)).toMatchObject([{ state: 'Sent' }]);
		const mine = sentBy(sim).filter(
			({ operationName, path }) => operationName === operation || path.endsWith(`/${operation}`),
		);
		expect(mine.map(({ status }) => status)).toEqual(statuses);
	},
);

test('a session that is lost in the middle costs nothing', async () => {
	const id = await accepted(sim);
	sim.control.webServices.set({ delayMs: 300 });
	const { running } = await begin(id);
	await until(() => operationsOf(sim).includes('Reply'));
	cometd().loseSessions({ dropPolls: true });
	const { error } = await running;
	expect(error).toBeUndefined();
	expect(draftsIn(sim)).toMatchObject([{ state: 'Sent' }]);
});

test('where interactions cannot be read, notifications are enough', async () => {
	const match = { method: 'GET', pathRegex: '/me/interactions' };
	sim.control.faults.add({ kind: 'status', status: 404, match });
	const { error } = await answer();
	expect(error).toBeUndefined();
	expect(operationsOf(sim)).toEqual(ALL);
});

describe('an execution that is cancelled', () => {
	/** Nothing is left, neither at the server nor under way. */
	const isOver = async () => {
		await until(() => cometd().sessions().length === 0);
		nothingLeft();
	};

	test('before the reply: nothing was sent', async () => {
		const id = await accepted(sim);
		const path = '/api/v2/notifications/subscribe';
		sim.control.faults.add({ kind: 'latency', ms: 300, match: { path } });
		const { running, cancel } = await begin(id);
		await until(() => sim.control.requests.list({ path }).length > 0);
		cancel();
		await running;
		await isOver();
		expect(operationsOf(sim)).toEqual([]);
	});

	test('while the reply is made: its draft is waited for, and cancelled', async () => {
		const id = await accepted(sim);
		at('Reply', { kind: 'latency', ms: 200 });
		const { running, cancel } = await begin(id);
		await until(() => operationsOf(sim).includes('Reply'));
		cancel();
		await running;
		await until(() => operationsOf(sim).includes('Cancel'));
		await isOver();
	});

	test('while its draft is waited for: it is cancelled when it appears', async () => {
		const id = await accepted(sim);
		sim.control.webServices.set({ delayMs: 400 });
		const { running, cancel } = await begin(id);
		await until(() => sentBy(sim).some((one) => one.operationName === 'Reply' && one.status));
		cancel();
		await running;
		await until(() => operationsOf(sim).includes('Cancel'));
		await isOver();
		expect(operationsOf(sim)).toEqual(['Reply', 'Cancel']);
	});

	test('while a file is uploaded: the draft is cancelled', async () => {
		const id = await accepted(sim);
		atUpload({ kind: 'latency', ms: 60_000 });
		const { running, cancel } = await begin(id);
		await until(() => operationsOf(sim).includes('attachments'));
		cancel();
		await running;
		await until(() => operationsOf(sim).includes('Cancel'));
		await isOver();
	});

	test('while it is sent: it is sent, and not cancelled', async () => {
		const id = await accepted(sim);
		at('Send', { kind: 'latency', ms: 200 });
		const { running, cancel } = await begin(id);
		await until(() => operationsOf(sim).includes('Send'));
		cancel();
		await running;
		await until(() => cometd().sessions().length === 0);
		expect(draftsIn(sim)).toMatchObject([{ state: 'Sent' }]);
		expect(operationsOf(sim)).toEqual(ALL);
	});
});
