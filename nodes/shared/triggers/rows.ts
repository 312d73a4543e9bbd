import type { DeduplicationItemTypes, IExecuteFunctions } from 'n8n-workflow';
import { pause } from '../transport/pause';

/** How many entries the one row has that n8n documents for a node. */
export const NODE_ENTRIES = 2000;

/** The only entry of a row that somebody makes for himself. */
const MADE = 'made';

/** What databases say when two make the same row at once. PostgreSQL has many languages for it, and one code. */
const IS_CONFLICT = /\b23505\b|unique|duplicate/i;

/** How often an id is added while others make the same row: by the next try it is there, unless it was given back. */
const TRIES = 10;

/** Milliseconds between two tries, at most. */
const NEXT_TRY_MS = 50;

/**
 * Rows of n8n's database that remember ids for one trigger node. They are read, added to and written back, so that of two
 * processes that add at the same moment one wipes out what the other has added; but only one of two can make a row.
 */
export interface Rows {
	/**
	 * Adds ids to a row, in which the last `entries` stay.
	 *
	 * @param row by name; without one, it is the row that n8n documents for a node
	 * @returns those of them that were there before
	 */
	add(ids: string[], entries: number, row?: string): Promise<Set<string>>;
	/** Takes ids out of a row. */
	remove(ids: string[], row: string): Promise<void>;
	/** How many ids a row has. */
	count(row: string): Promise<number>;
	/** Makes a row that is not there. @returns whether it was this call that made it */
	make(row: string): Promise<boolean>;
	/** Gives a row back, whoever made it. */
	clear(row: string): Promise<void>;
}

/**
 * The rows of the node that is executed. Each call rejects when the database refuses.
 *
 * @param onAnswer told whenever the database has answered
 */
export function openRows(context: IExecuteFunctions, onAnswer: () => void): Rows {
	const { helpers } = context;
	/** n8n names the row after the id of the node, before it waits for anything: so nobody else sees the other id. */
	async function inRow<T>(row: string | undefined, call: () => Promise<T>): Promise<T> {
		const { node } = context.getExecuteData();
		const { id } = node;
		if (row !== undefined) node.id = `${id}:${row}`;
		let answer: Promise<T>;
		try {
			answer = call();
		} finally {
			node.id = id;
		}
		return await answer.finally(onAnswer);
	}
	const record = async (ids: DeduplicationItemTypes[], maxEntries: number, row?: string) =>
		await inRow(row, async () => {
			const options = { mode: 'entries' as const, maxEntries };
			return await helpers.checkProcessedAndRecord(ids, 'node', options);
		});

	return {
		async add(ids, entries, row) {
			for (let tried = 0; tried < TRIES; tried++) {
				const output = await unlessConflict(record(ids, entries, row));
				if (output) return new Set(output.processed.map(String));
				await pause(Math.random() * NEXT_TRY_MS, () => false);
			}
			throw new Error('others make the row that is needed, again and again');
		},
		async remove(ids, row) {
			await inRow(row, async () => await helpers.removeProcessed(ids, 'node', { mode: 'entries' }));
		},
		async count(row) {
			return await inRow(
				row,
				async () => await helpers.getProcessedDataCount('node', { mode: 'entries' }),
			);
		},
		async make(row) {
			const output = await unlessConflict(record([MADE], 1, row));
			return output?.processed.length === 0;
		},
		async clear(row) {
			await inRow(
				row,
				async () => await helpers.clearAllProcessedItems('node', { mode: 'entries' }),
			);
		},
	};
}

/** What comes of a call; undefined when it was too late to make a row. */
async function unlessConflict<T>(call: Promise<T>): Promise<T | undefined> {
	return await call.catch(async (error: Error & { code?: string }) =>
		IS_CONFLICT.test(`${error.code} ${error.message}`) ? undefined : await Promise.reject(error),
	);
}
