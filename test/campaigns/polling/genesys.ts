import type { IncomingMessage, ServerResponse } from 'node:http';
import { DAY, MINUTE } from './clock';

/** How the date of a record is shown. */
export type DateStyle = 'iso' | 'number' | 'noOffset' | 'rfc' | 'unreadable' | 'missing';
/** What the IDs of the records are. */
export type IdStyle = 'ascending' | 'scattered' | 'huge' | 'text' | 'mixed';
/** In which order a history is listed, whatever was asked for. */
export type Sorting = 'asked' | 'opposite' | 'none';
/** What the next list is, in place of the truth. */
export type Lie = 'refused' | 'broken' | 'page' | 'nothing' | 'empty' | 'samePage' | 'repeats';

/** An export as Genesys knows it. */
export interface Export {
	/** In its account, from 1. */
	sequence: number;
	title: string;
	id: string;
	/** The ID, where it is a number. */
	number?: bigint;
	/** When it came into the history. */
	appeared: number;
	/** The time that it carries. */
	dated: number;
	status: string;
	/** Its ID is a number above all those before it. */
	isHighest: boolean;
	isDeleted: boolean;
	/** Until when it is not found by its ID, nor listed. */
	hiddenUntil: number;
}

export interface Style {
	ids: IdStyle;
	dates: DateStyle;
	sorting: Sorting;
	/** Rows of a page at most, whatever was asked for. */
	pageSize: number;
}

export const isReadable = (dates: DateStyle) => dates !== 'unreadable' && dates !== 'missing';

const shownDate: Record<DateStyle, (time: number) => unknown> = {
	iso: (time) => new Date(time).toISOString(),
	number: (time) => time,
	noOffset: (time) => new Date(time).toISOString().slice(0, -1),
	rfc: (time) => new Date(time).toUTCString(),
	unreadable: () => 'a while ago',
	missing: () => null,
};

/** Scatters numbers below a prime number, each once. */
const scattered = (sequence: number) => ((sequence * 611_953) % 1_000_003) + 1;

const idOf: Record<IdStyle, (sequence: number) => string> = {
	ascending: (sequence) => String(sequence),
	scattered: (sequence) => String(scattered(sequence)),
	huge: (sequence) => String(9_007_199_254_740_990n + BigInt(sequence)),
	text: (sequence) => `run-${scattered(sequence)}`,
	mixed: (sequence) => (sequence % 2 ? String(sequence) : `run-${scattered(sequence)}`),
};

const compare = <T>(a: T, b: T) => (a < b ? -1 : Number(a > b));

/** One account of Genesys: its exports, and how it answers. */
export class Account {
	exports: Export[] = [];
	lie?: Lie;
	/** How often the files of an export are refused from now on. */
	refusedFiles = 0;
	/** Happens once, between two pages of a list. */
	betweenPages?: () => void;
	private highest = 0n;

	constructor(
		readonly name: string,
		readonly style: Style,
	) {}

	/** A run begins. @param shift milliseconds by which its date is off */
	add(word: string, shift = 0, status = 'RUNNING', ids = this.style.ids): Export {
		const sequence = this.exports.length + 1;
		const id = idOf[ids](sequence);
		const number = /^\d+$/.test(id) ? BigInt(id) : undefined;
		const now = Date.now();
		const one: Export = {
			...{ sequence, title: `${this.name}${sequence} ${word}`, id, number, status },
			...{ appeared: now, dated: now + shift, isDeleted: false, hiddenUntil: 0 },
			isHighest: number !== undefined && number > this.highest,
		};
		if (one.isHighest) this.highest = number!;
		this.exports.push(one);
		return one;
	}

	/** So many that have ended long ago. */
	addOld(count: number): void {
		for (let n = 0; n < count; n++) this.add('old alpha', n * MINUTE - 9 * DAY, 'COMPLETED');
	}

	/** A hidden one is there as far as the promise goes. */
	get there(): Export[] {
		return this.exports.filter(({ isDeleted }) => !isDeleted);
	}

	answer(request: IncomingMessage, response: ServerResponse): void {
		const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
		const { lie } = this;
		if (pathname.endsWith('/file-metadatas')) {
			const isRefused = this.refusedFiles-- > 0;
			return send(response, isRefused ? 403 : 200, { items: [], count: 0 });
		}
		const id = /history\/(.+)$/.exec(pathname)?.[1];
		if (lie === 'refused') return send(response, 500, {});
		if (lie === 'broken') return send(response, 200, '{"items": [{"id": 1,');
		if (lie === 'page') return send(response, 200, '<html>Please sign in</html>');
		if (lie === 'nothing') return send(response, 200, '');
		const seen = this.there.filter(({ hiddenUntil }) => hiddenUntil <= Date.now());
		if (id !== undefined) {
			const one = seen.find((each) => each.id === decodeURIComponent(id));
			return send(response, one ? 200 : 404, one ? this.shown(one) : {});
		}
		if (lie === 'empty') return send(response, 200, { items: [], count: 0 });
		const from = Number(searchParams.get('from'));
		const start = lie === 'samePage' ? 0 : Math.max(0, from - (lie === 'repeats' ? 2 : 0));
		const size = Math.min(Number(searchParams.get('size')), this.style.pageSize);
		const rows = this.sorted(seen, searchParams.get('orderField') ?? '');
		send(response, 200, {
			count: rows.length,
			items: rows.slice(start, start + size).map((one) => this.shown(one)),
		});
		this.betweenPages?.();
		this.betweenPages = undefined;
	}

	private shown({ id, number, title, status, dated }: Export) {
		return {
			id: number === undefined ? id : `#${id}`,
			...{ title, status, progress: status === 'RUNNING' ? 50 : 100 },
			createdDate: shownDate[this.style.dates](dated),
		};
	}

	private sorted(all: Export[], field: string): Export[] {
		const { sorting } = this.style;
		if (sorting === 'none') {
			return [...all].sort((a, b) => compare(scattered(a.sequence), scattered(b.sequence)));
		}
		const newest =
			field === 'id'
				? (a: Export, b: Export) => compare(b.number ?? 0n, a.number ?? 0n) || compare(b.id, a.id)
				: (a: Export, b: Export) => compare(b.dated, a.dated);
		const rows = [...all].sort(newest);
		return sorting === 'asked' ? rows : rows.reverse();
	}
}

/** Numbers go over the wire with all their digits. */
function send(response: ServerResponse, status: number, body: unknown): void {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(text.replace(/"#(\d+)"/g, '$1'));
}
