import type { Operation } from './operation';

/**
 * Indices of the items that share a request: items in a row with the same grouping operation, at most Batch Size of
 * them. Every other item is alone, also one whose operation does not exist.
 */
export function planBatches(
	count: number,
	operationOf: (index: number) => Operation | undefined,
	batchSize: number | undefined,
): number[][] {
	const batches: number[][] = [];
	let current: Operation | undefined;
	for (let index = 0; index < count; index++) {
		const operation = operationOf(index);
		const batch = batches.at(-1);
		const size = operation?.group ? Number(batchSize) || operation.group.size : 1;
		if (batch && operation && operation === current && batch.length < size) batch.push(index);
		else batches.push([index]);
		current = operation;
	}
	return batches;
}
