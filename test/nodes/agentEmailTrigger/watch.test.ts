import type { IDataObject } from 'n8n-workflow';
import { workspace } from '../../../nodes/shared/apis/workspace';
import { InteractionWatch } from '../../../nodes/GenesysAgentEmailTrigger/watch';
import { ApiResponse } from '../../../nodes/shared/transport/response';

/** A watch, with lists that are answered when the test says so. */
function watching({ openAtStart = false } = {}) {
	const passed: string[] = [];
	const warnings: string[] = [];
	const waiting: Array<(body: unknown) => void> = [];
	const watch = new InteractionWatch({
		send: async () =>
			await new Promise((resolve, reject) =>
				waiting.push((body) =>
					body instanceof Error
						? reject(body)
						: resolve(new ApiResponse(200, {}, body, workspace.envelope)),
				),
			),
		pass: ({ id, state }) => void passed.push(`${id} ${String(state)}`),
		openAtStart,
		logger: { warn: (text: string) => void warnings.push(text) },
	});
	const opening = (signal = new AbortController().signal, reopened = false) =>
		watch.open({ clientId: 'c', reopened, signal });
	return {
		passed,
		warnings,
		/** Notifications, each `id state`. */
		tell(...events: string[]): void {
			for (const event of events) watch.receive('/topic', notification(event));
		},
		opening,
		answer: (body: unknown) => waiting.shift()?.(body),
		/** A session is opened while these are open, and `told` comes while the list is read. */
		async open(events: string[], told: string[] = []): Promise<void> {
			const done = opening();
			this.tell(...told);
			this.answer(listOf(events));
			await done;
		},
	};
}
function interactionIn(event: string): IDataObject {
	const [id, state] = event.split(' ');
	return { id, state };
}
const notification = (event: string) => ({
	messageTypeName: 'InteractionStateMessage',
	...interactionIn(event),
});
const listOf = (events: string[]) => ({ statusCode: 0, interactions: events.map(interactionIn) });

test('the list of the start is known; one that is reopened passes on what differs, in its order', async () => {
	const watch = watching();
	await watch.open(['a Invited', 'b Accepted']);
	expect(watch.passed).toEqual([]);
	await watch.open(['c Invited', 'a Accepted', 'b Accepted']);
	expect(watch.passed).toEqual(['c Invited', 'a Accepted']);
});

test('what was open at the start is news when that is wanted, and only then', async () => {
	const watch = watching({ openAtStart: true });
	await watch.open(['a Invited']);
	await watch.open(['a Invited']);
	expect(watch.passed).toEqual(['a Invited']);
});

test('a notification of what the list has just told is the same news, and only the first one', async () => {
	const watch = watching();
	await watch.open([]);
	await watch.open(['a Invited']);
	watch.tell('a Invited', 'a Invited');
	expect(watch.passed).toEqual(['a Invited', 'a Invited']);
});

test('another state in between makes it news', async () => {
	const watch = watching({ openAtStart: true });
	await watch.open(['a Invited']);
	watch.tell('a Rejected', 'a Invited');
	expect(watch.passed).toEqual(['a Invited', 'a Rejected', 'a Invited']);
});

test('long after the list was read, it is news', async () => {
	jest.useFakeTimers();
	try {
		const watch = watching({ openAtStart: true });
		await watch.open(['a Invited', 'b Invited']);
		jest.advanceTimersByTime(29_000);
		watch.tell('a Invited');
		jest.advanceTimersByTime(2_000);
		watch.tell('b Invited');
		expect(watch.passed).toEqual(['a Invited', 'b Invited', 'b Invited']);
	} finally {
		jest.useRealTimers();
	}
});

test('what the start only took as known is told by its notification', async () => {
	const watch = watching();
	await watch.open(['a Invited']);
	watch.tell('a Invited');
	expect(watch.passed).toEqual(['a Invited']);
});

test('a notification that comes while the list is read is passed on at once, and its state in the list is no news', async () => {
	const watch = watching();
	await watch.open([]);
	await watch.open(['a Invited', 'b Accepted'], ['a Invited', 'b Invited']);
	expect(watch.passed).toEqual(['a Invited', 'b Invited', 'b Accepted']);
	watch.tell('b Accepted');
	expect(watch.passed).toHaveLength(3);
});

test('an interaction that was not in the list is news when it is back', async () => {
	const watch = watching();
	await watch.open(['a Invited']);
	await watch.open([]);
	await watch.open(['a Invited']);
	expect(watch.passed).toEqual(['a Invited']);
});

test('an interaction that the list has twice is passed on once, as it comes last', async () => {
	const watch = watching();
	await watch.open([]);
	await watch.open(['a Invited', 'a Invited', 'b Invited', 'b Accepted']);
	expect(watch.passed).toEqual(['a Invited', 'b Accepted']);
});

test('when the list of the start could not be had, the first that can is that of the start', async () => {
	const watch = watching();
	const opening = watch.opening();
	watch.tell('a Invited');
	watch.answer(new Error('down'));
	await opening;
	expect(watch.warnings).toEqual([expect.stringMatching(/could not be listed.*: down$/)]);
	await watch.open(['a Accepted', 'b Invited']);
	expect(watch.passed).toEqual(['a Invited', 'a Accepted']);
});

test.each<[string, unknown]>([
	['nothing', undefined],
	['text', 'a page'],
	['no list', { statusCode: 0, interactions: { id: 'a' } }],
	['another list', { statusCode: 0, conversations: [] }],
])('%s in place of the list: a warning, and what was known still is', async (_what, body) => {
	const watch = watching();
	await watch.open(['a Invited']);
	const opening = watch.opening();
	watch.answer(body);
	await opening;
	expect(watch.warnings).toHaveLength(1);
	await watch.open(['a Invited']);
	expect(watch.passed).toEqual([]);
});

test('rows of the list that are no interactions are left out', async () => {
	const watch = watching({ openAtStart: true });
	const opening = watch.opening();
	watch.answer({
		interactions: [null, 'a', [], {}, { id: 7 }, { id: '' }, interactionIn('a Invited')],
	});
	await opening;
	expect(watch.passed).toEqual(['a Invited']);
	expect(watch.warnings).toEqual([]);
});

test('a list that comes after the session was given up says nothing', async () => {
	const watch = watching({ openAtStart: true });
	const controller = new AbortController();
	const late = watch.opening(controller.signal);
	controller.abort(new Error('stopped'));
	watch.answer(listOf(['a Invited']));
	await late;
	expect(watch.passed).toEqual([]);

	const failed = watch.opening(controller.signal);
	watch.answer(new Error('aborted'));
	await failed;
	expect(watch.warnings).toEqual([]);
});

test('the memory has an end: the interactions heard of last are known', async () => {
	const watch = watching();
	const many = Array.from({ length: 10_001 }, (_, n) => `i${n} Invited`);
	await watch.open(many);
	watch.tell('i1 Invited', 'new Invited');
	await watch.open(['i0 Invited', 'i1 Invited', 'i2 Invited', 'i3 Invited', 'new Invited']);
	expect(watch.passed.slice(2)).toEqual(['i0 Invited', 'i2 Invited']);
});
