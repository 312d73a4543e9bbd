/** One run of one node, as far as n8n's ITaskData is used here. */
export interface NodeRun {
	/** Milliseconds that the node took. */
	executionTime: number;
	executionStatus?: string;
	error?: { message: string; [key: string]: unknown };
	data?: { main: Array<Array<{ json: Record<string, unknown>; [key: string]: unknown }> | null> };
}

export interface ExecutionData {
	resultData: {
		runData: Record<string, NodeRun[]>;
		lastNodeExecuted?: string;
		error?: { message: string; [key: string]: unknown };
	};
}

/**
 * Decodes what n8n stores of an execution ("flatted" JSON: an array whose first element is the
 * value, and where a string inside an object or array is the index of the value it stands for).
 */
export function decodeFlatted<T>(text: string): T {
	const values = JSON.parse(text) as unknown[];
	const decoded = new Map<number, unknown>();
	const at = (index: number): unknown => {
		const value = values[index];
		if (typeof value !== 'object' || value === null) return value;
		if (!decoded.has(index)) {
			const target: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
			decoded.set(index, target); // before its children: they may refer to it
			for (const [key, child] of Object.entries(value)) {
				(target as Record<string, unknown>)[key] =
					typeof child === 'string' ? at(Number(child)) : child;
			}
		}
		return decoded.get(index);
	};
	return at(0) as T;
}
