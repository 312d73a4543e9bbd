import type { INodeParameters } from 'n8n-workflow';
import { withSimulator } from '../../harness/simulator';
import { between, type Asked, type Change } from './between';
import { accepted, byId, draftsIn, operationsOf, runInteraction, textFile } from './desk';

const sim = withSimulator({ samples: false, webServices: { delayMs: 20, csrf: false } });

const EMAIL = { from: 'ada@example.com', cc: 'bob@example.com', subject: 'Late', text: 'Where?' };
const email = { ToAddress: 'ada@example.com', FromAddress: 'support@example.com' };

/** Runs an operation on an email that the agent has accepted, when the answers are not as documented. */
async function run(
	operation: string,
	parameters: INodeParameters,
	change: (id: string) => Change,
	original: Parameters<typeof accepted>[1] = EMAIL,
) {
	const id = await accepted(sim, original);
	sim.control.requests.clear();
	const result = await between(
		sim,
		change(id),
		async (odd) =>
			await runInteraction(
				odd,
				operation,
				{ interactionId: byId(id), ...parameters },
				{ binary: [{ data: textFile('one', 'one.txt') }] },
			),
	);
	return { ...result, id, json: result.items[0]?.json };
}

/** Changes the answer to one operation. */
const to =
	(operationName: string, body: unknown): Change =>
	(asked, said) =>
		asked.operationName === operationName ? body : said;
/** Changes the interactions in the list of those that the agent has. */
const listed =
	(change: (one: Record<string, unknown>) => object): Change =>
	(asked, said) => {
		if (asked.method !== 'GET' || asked.path !== '') return said;
		const { interactions } = said as { interactions: Array<Record<string, unknown>> };
		return { statusCode: 0, interactions: interactions.map(change) };
	};
const all = { replyTo: 'everyone', text: 'Soon.' };

describe('the ID of the draft in the answer to Reply All', () => {
	test.each(['reply and send', 'reply all'])(
		'is not that of the draft when it is that of the original: %s',
		async (name) => {
			const isSent = name === 'reply and send';
			const { json, error, id } = await run(
				isSent ? 'replyAndSend' : 'replyAll',
				// Without notifications, so that the original is in the same list as its reply.
				{ ...(isSent ? all : {}), options: { endpoint: '/nowhere' } },
				(original) => to('ReplyAll', { status: 'ok', replyInteractionId: original }),
			);
			expect(error).toBeUndefined();
			const [draft] = draftsIn(sim).filter(({ parentId }) => parentId === id);
			expect(json).toMatchObject(
				isSent ? { id, replyInteractionId: draft.id } : { id: draft.id, repliesTo: id },
			);
			expect(draft.state).toBe(isSent ? 'Sent' : 'ReplyCreated');
		},
	);

	test.each([{ status: 'ok', replyInteractionId: '' }, { status: 'ok' }, {}, [], null])(
		'need not be there: %j',
		async (body) => {
			const { error, id } = await run('replyAndSend', all, () => to('ReplyAll', body));
			expect(error).toBeUndefined();
			expect(draftsIn(sim).at(-1)).toMatchObject({ parentId: id, state: 'Sent' });
		},
	);
});

test('rows without an ID are no drafts', async () => {
	const { error, id } = await run(
		'replyAndSend',
		{ text: 'Soon.', options: { endpoint: '/nowhere' } },
		() => (asked: Asked, said) => {
			if (asked.method !== 'GET' || asked.path !== '') return said;
			const { interactions } = said as { interactions: Array<Record<string, unknown>> };
			const nameless = interactions.map(({ id: _id, ...rest }) => rest);
			return { interactions: [null, 'x', [], ...nameless, ...interactions] };
		},
	);
	expect(error).toBeUndefined();
	expect(draftsIn(sim).at(-1)).toMatchObject({ parentId: id, state: 'Sent' });
});

test('an answer that names something else does not change what the output names', async () => {
	const { json, id } = await run('complete', {}, () =>
		to('Complete', { status: 'ok', id: 'request-1', took: 3 }),
	);
	expect(json).toEqual({ id, success: true, took: 3 });
});

describe('a page in place of the answer', () => {
	test('to Send: it is not known whether it was sent', async () => {
		const { error } = await run('replyAndSend', all, () => to('Send', '<html>Sign in</html>'));
		expect(error?.message).toBe(
			'It is not known whether the reply was sent: Something other than a Genesys web API answered',
		);
		expect(draftsIn(sim).at(-1)?.state).toBe('Sent');
		expect(operationsOf(sim)).toEqual(['ReplyAll', 'Send']);
	});

	test('to Reply: the draft is looked for, and cancelled', async () => {
		const { error } = await run('replyAndSend', all, () => to('ReplyAll', '<html>Sign in</html>'));
		expect(error?.message).toContain('failed at the step "Reply"');
		expect(error?.description).toContain(`The draft ${draftsIn(sim).at(-1)?.id} was cancelled.`);
	});
});

test.each([
	['To', { ToAddress: '' }],
	['From', { FromAddress: ' ' }],
])('a draft without %s is cancelled before anything is attached', async (shown, without) => {
	const { error } = await run(
		'replyAndSend',
		{ ...all, attachments: 'data', options: { endpoint: '/nowhere' } },
		() =>
			listed((one) => ({
				...one,
				email_object: { ...email, ...(one.email_object as object), ...without },
			})),
	);
	expect(error?.message).toContain(`The email has no value for ${shown}`);
	expect(error?.description).toContain('Nothing was sent. The draft');
	expect(operationsOf(sim)).toEqual(['ReplyAll', 'Cancel']);
	expect(draftsIn(sim).at(-1)?.state).toBe('Cancelled');
});

test('a reply to an email without a subject has none', async () => {
	const { error } = await run('replyAndSend', all, () => (_asked, said) => said, {
		...EMAIL,
		subject: '',
	});
	expect(error).toBeUndefined();
	expect(draftsIn(sim).at(-1)).toMatchObject({ state: 'Sent', email: { Subject: '' } });
});

test('the reply to an email whose subject has a mark is known', async () => {
	const subject = 'AW: [n8n 3f9c0a7b12de] Late';
	const { error, json } = await run(
		'reply',
		{ replyFields: { subjectPrefix: 'Re: ' }, options: { draftTimeout: 3 } },
		() => (_asked, said) => said,
		{ ...EMAIL, subject },
	);
	expect(error).toBeUndefined();
	expect(json).toMatchObject({ subject: `Re: ${subject}` });
});

test.each([
	{ capabilities: [{ name: 'Send' }] },
	{ capabilities: ['PlaceInWorkbin'] },
	{ capabilities: 'Cancel' },
	{ capabilities: null },
])('%j does not say that a draft cannot be sent', async (odd) => {
	const { error, id } = await run(
		'replyAndSend',
		{ text: 'Soon.', options: { endpoint: '/nowhere' } },
		() => listed((one) => ({ ...one, ...odd })),
	);
	expect(error).toBeUndefined();
	expect(draftsIn(sim).at(-1)).toMatchObject({ parentId: id, state: 'Sent' });
});

test('a state without a name is called unknown', async () => {
	const { error } = await run(
		'replyAndSend',
		{ text: 'Soon.', options: { endpoint: '/nowhere' } },
		() => listed((one) => ({ ...one, state: undefined, capabilities: ['Cancel'] })),
	);
	expect(error?.description).toMatch(/^It is in state unknown, which allows: Cancel\. /);
	expect(draftsIn(sim).at(-1)?.state).toBe('Cancelled');
});
