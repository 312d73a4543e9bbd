import type {
	DeduplicationItemTypes,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/**
 * The table in which n8n remembers what nodes have processed, used as n8n 2.41.1 does: a row is read, changed and written
 * back, which nothing keeps others from doing meanwhile; of two that insert the same row, one fails.
 */
export class ProcessedData implements IDataDeduplicator {
	readonly rows = new Map<string, string[]>();

	/** How long one statement takes. */
	statement: () => Promise<void> = async () =>
		await new Promise((resolve) => setImmediate(resolve));

	/** What a row is named after; what follows a # in the ID of a workflow tells processes of one n8n apart. */
	nameOf: (data: ICheckProcessedContextData) => string = ({ workflow, node }) =>
		`${workflow.id.split('#')[0]}:${node?.id}`;

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		_scope: string,
		data: ICheckProcessedContextData,
		{ maxEntries = Infinity }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const name = this.nameOf(data);
		await this.statement();
		const read = this.rows.get(name);
		const known = new Set(read);
		const output = {
			new: items.filter((item) => !known.has(String(item))),
			processed: items.filter((item) => known.has(String(item))),
		};
		const written = [...known, ...output.new.map(String)].slice(-maxEntries);
		await this.statement();
		if (!read && this.rows.has(name)) {
			throw new Error('duplicate key value violates unique constraint');
		}
		// An update of a row that is gone changes nothing.
		if (!read || this.rows.has(name)) this.rows.set(name, written);
		return output;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		_scope: string,
		data: ICheckProcessedContextData,
	): Promise<void> {
		const name = this.nameOf(data);
		await this.statement();
		const left = this.rows.get(name)?.filter((entry) => !items.map(String).includes(entry));
		await this.statement();
		if (left && this.rows.has(name)) this.rows.set(name, left);
	}

	async clearAllProcessedItems(_scope: string, data: ICheckProcessedContextData): Promise<void> {
		const name = this.nameOf(data);
		await this.statement();
		this.rows.delete(name);
	}

	async getProcessedDataCount(_scope: string, data: ICheckProcessedContextData): Promise<number> {
		const name = this.nameOf(data);
		await this.statement();
		return this.rows.get(name)?.length ?? 0;
	}
}
