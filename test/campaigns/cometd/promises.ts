import type { IDataObject } from 'n8n-workflow';
import { SERVICE, UPDATES, type Heard, type Sent, type Value } from './genesys';
import type { TriggerSettings } from './host';

/** In this time a notification of what the list has just told is no news. */
const SAME_NEWS_MS = 30_000;

/** What a trigger has to pass on, by what it was told, and what it knows then. */
export interface Expected {
	items: string[];
	/** The subscription that the trigger listens to. */
	subscription?: string;
	/** What it last passed on of each statistic, or heard of each interaction. */
	known: Map<string, unknown>;
	/** What n8n has saved of it. */
	saved: Told;
}

/** What was passed on last of each statistic; undefined when it counts no more. */
export type Told = ReadonlyMap<string, number | undefined>;

/** How a run began. */
export interface Beginning {
	/** What n8n had saved of the run before. */
	saved: Told;
	/** How much the trigger had heard when n8n saved what it remembers at the end of the activation. */
	activated?: number;
}

/** An item in a few words. */
export const inWords = ({ statisticId, value, serviceState, id, state, n }: IDataObject) =>
	String(serviceState ?? (id ? `${id as string} ${state as string} ${(n ?? '') as string}` : '')) ||
	`${statisticId as string} ${(value as { n: number }).n}`;

/** Docs/reliability.md as a program: everything that was told once, and in order. */
export function expected(
	settings: TriggerSettings,
	heard: Heard[],
	beginning: Beginning,
): Expected {
	const told = once(heard);
	return settings.kind === 'statistics'
		? updates(settings, told, beginning)
		: interactions(settings, told);
}

/** Without the messages that came before. */
function once(heard: Heard[]): Heard[] {
	const seen = new Set<string>();
	return heard.map((one) => {
		if (one.what !== 'messages') return one;
		const fresh = one.messages.filter(({ id }) => id === undefined || !seen.has(id));
		for (const { id } of fresh) if (id !== undefined) seen.add(id);
		return { ...one, messages: fresh };
	});
}

function updates(
	{ manual, catchUp, initialValues, serviceState }: TriggerSettings,
	heard: Heard[],
	{ saved: before, activated }: Beginning,
): Expected {
	const items: string[] = [];
	// Without Catch Up, and in the editor, every start is the first.
	const remembers = catchUp && !manual;
	const known = new Map(remembers ? before : []);
	let saved = before;
	const last = new Map<string, number>();
	let subscription: string | undefined;
	const take = (values: Value[], isNews: (id: string, n: number) => boolean) => {
		for (const { statisticId, value } of values) {
			if (last.get(statisticId) === value.n) continue;
			const isFirst = !known.has(statisticId);
			if (known.get(statisticId) === value.n) last.set(statisticId, value.n);
			if (isNews(statisticId, value.n)) {
				items.push(`${statisticId} ${value.n}`);
				last.set(statisticId, value.n);
			} else if (!isFirst) continue;
			known.set(statisticId, value.n);
		}
	};
	const isNewsAtStart = (id: string, n: number) =>
		known.has(id) ? catchUp && known.get(id) !== n : initialValues;
	for (const [at, one] of heard.entries()) {
		const { length } = items;
		if (at === activated) saved = new Map(known);
		if (one.what === 'asks') subscription = one.subscription;
		if (one.what === 'opened' && one.subscription === subscription) take(one.values, isNewsAtStart);
		const isOver = one.what === 'removes' || one.what === 'notOpened';
		if (isOver && one.subscription === subscription) subscription = undefined;
		for (const { channel, data } of one.what === 'messages' ? one.messages : []) {
			const inner = (data as { data: { serviceState: string; statistics: IDataObject[] } }).data;
			if (channel === UPDATES) {
				const own = inner.statistics.filter((row) => row.subscriptionId === subscription);
				take(own as unknown as Value[], () => true);
			}
			if (channel !== SERVICE) continue;
			const isGone = inner.serviceState === 'UNAVAILABLE';
			if (isGone) subscription = undefined;
			if (isGone && serviceState) {
				last.clear();
				for (const id of known.keys()) known.set(id, undefined);
			}
			if (serviceState) items.push(inner.serviceState);
		}
		if (items.length > length) saved = new Map(known);
	}
	if (activated !== undefined && activated >= heard.length) saved = new Map(known);
	return { items, subscription, known, saved: remembers ? saved : before };
}

function interactions({ openAtStart }: TriggerSettings, heard: Heard[]): Expected {
	const items: string[] = [];
	let known = new Map<string, string>();
	/** Until when the list has told it. */
	let toldBy = new Map<string, number>();
	let isFirst = true;
	for (const one of heard) {
		if (one.what === 'list') {
			const listed = new Map(one.interactions.map(({ id, state }) => [id, state]));
			const before = known;
			known = new Map();
			toldBy = new Map();
			for (const [id, state] of listed) {
				const isNews = before.has(id) ? before.get(id) !== state : !isFirst || openAtStart;
				known.set(id, state);
				if (!isNews) continue;
				items.push(`${id} ${state} `);
				toldBy.set(id, one.at + SAME_NEWS_MS);
			}
			isFirst = false;
		}
		if (one.what !== 'messages') continue;
		for (const { data } of one.messages) {
			const { id, state, n } = data as { id: string; state: string; n: number };
			const isTold = known.get(id) === state && one.at < (toldBy.get(id) ?? 0);
			known.set(id, state);
			toldBy.delete(id);
			if (!isTold) items.push(`${id} ${state} ${n}`);
		}
	}
	return { items, known, saved: new Map() };
}

/** The most of these times that lie within so many milliseconds. */
export function most(times: number[], within: number): number {
	let from = 0;
	return times.reduce((found, time, index) => {
		while (times[from] <= time - within) from++;
		return Math.max(found, index - from + 1);
	}, 0);
}

/** Requests that did not wait as long as Genesys asked; a new session opens its subscription in any case. */
export function hurried(sent: Sent[]): Sent[] {
	const isSame = (one: Sent, next: Sent) =>
		one.kind === 'open' ? next.kind === 'open' : ['handshake', 'connect'].includes(next.kind);
	return sent.filter((next, at) =>
		sent.slice(0, at).some((one, index) => {
			const { endedAt, retryAfter = 0, kind } = one;
			// What is sent in the same moment has not heard of it.
			if (endedAt === undefined || next.at <= endedAt) return false;
			if (next.at >= endedAt + retryAfter) return false;
			if (!['handshake', 'subscribe', 'connect', 'open'].includes(kind) || !isSame(one, next))
				return false;
			return !sent.slice(index, at).some((other) => other.kind === 'handshake' && kind === 'open');
		}),
	);
}
