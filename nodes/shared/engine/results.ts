import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isTool } from '../transport/tool';
import type { Outcome } from './operation';
import { asNodeError, errorItem, inFull, toItems } from './output';

/** What became of the items of a run, in the order of the input, however it comes in. */
export class Results {
	private readonly outputs: INodeExecutionData[][] = [];
	private readonly failures = new Map<number, NodeApiError | NodeOperationError>();
	private readonly signal: AbortSignal | undefined;

	constructor(private readonly execution: IExecuteFunctions) {
		this.signal = execution.getExecutionCancelSignal();
	}

	/** Nothing further is to be started: an item failed and the node does not continue, or the execution was cancelled. */
	get stopped(): boolean {
		return this.failures.size > 0 || this.signal?.aborted === true;
	}

	/** What `read` gives; when it throws, that is the failure of the item, and of no other. */
	attempt<T>(index: number, read: () => T): T | undefined {
		try {
			return read();
		} catch (error) {
			this.set(index, error as Error);
			return undefined;
		}
	}

	/** The rows of an item, or why there are none. */
	set(index: number, outcome: Outcome): void {
		this.outputs[index] = [outcome].flat().flatMap((row) => {
			if (!(row instanceof Error)) return toItems(row, index);
			const error = asNodeError(this.execution, row, index);
			if (this.execution.continueOnFail()) return errorItem(error, index);
			if (!this.failures.has(index)) this.failures.set(index, error);
			return [];
		});
	}

	/**
	 * What was thrown is the failure of each item that has no outcome yet: n8n would hand on the whole input as if it had
	 * succeeded.
	 *
	 * @throws it, when the node does not continue, or has no items that could tell it
	 */
	failRest(thrown: unknown): void {
		const items = this.execution.getInputData();
		if (items.length === 0 || !this.execution.continueOnFail()) this.raise(thrown as Error);
		items.forEach((_item, index) => {
			if (!this.outputs[index]) this.set(index, thrown as Error);
		});
	}

	/** @throws the first failure, unless the node continues; NodeOperationError when the execution was cancelled */
	output(): INodeExecutionData[][] {
		const [first] = [...this.failures.keys()].sort((one, other) => one - other);
		const failure = first === undefined ? undefined : this.failures.get(first);
		if (failure) this.raise(failure);
		if (this.signal?.aborted)
			throw new NodeOperationError(this.execution.getNode(), 'The execution was cancelled');
		return [this.outputs.flat()];
	}

	private raise(error: Error): never {
		throw isTool(this.execution.getNode()) ? inFull(error) : error;
	}
}
