import type { IExecuteFunctions } from 'n8n-workflow';

/** An expression of n8n within its braces; `{{` or `}}` within would end it. */
const EXPRESSION = /\{\{((?:(?!\{\{|\}\})[^])*)\}\}/;

/** Raw values of parameters, by name: what the workflow has stored, with expressions in them. */
export type RawParameters = Readonly<Record<string, unknown>>;

/** What reads the raw parameters of one item, or `undefined` where they have to be read one by one. */
export type Together = (itemIndex: number) => Record<string, unknown> | undefined;

/**
 * Evaluates the expressions of several parameters as one: each evaluation by itself crosses into the isolate of n8n's expression
 * engine, which costs more than the expression. An error of one would be an error of all, so that where there is any, or a value
 * that n8n treats in a way of its own (dates, functions), nothing is given, and n8n reads the parameters one by one.
 *
 * @returns `undefined` where there are not at least two such expressions, or any of another kind
 */
export function readTogether(
	execution: IExecuteFunctions,
	parameters: RawParameters,
): Together | undefined {
	const expressions = expressionsIn(parameters);
	if (!expressions || expressions.length < 2) return undefined;
	const list = `{{ [${expressions.join()}] }}`;
	return (itemIndex) => {
		const values = evaluated(execution, list, itemIndex);
		const isUsable = Array.isArray(values) && values.every(isPlain);
		return isUsable ? (filled(parameters, values) as RawParameters) : undefined;
	};
}

function evaluated(execution: IExecuteFunctions, list: string, itemIndex: number): unknown {
	try {
		return execution.evaluateExpression(list, itemIndex);
	} catch {
		// Whichever it is of: it is thrown again, in n8n's words, when the parameters are read one by one.
		return undefined;
	}
}

/** The code of each expression in a value, in order; `undefined` when n8n may read one in another way. */
function expressionsIn(value: unknown): string[] | undefined {
	if (typeof value === 'string') {
		if (!value.startsWith('=')) return [];
		const code = codeOf(value.slice(1));
		return code === undefined ? undefined : [code];
	}
	if (typeof value !== 'object' || value === null) return [];
	const found = Object.values(value).map(expressionsIn);
	return found.includes(undefined) ? undefined : (found as string[][]).flat();
}

/** As n8n takes it: what the only expression gives, or else text, in which what is empty is left out. */
function codeOf(template: string): string | undefined {
	// Text and expressions in turn.
	const parts = template.split(EXPRESSION);
	if (parts.some((part) => /\{\{|\}\}/.test(part)) || /\\[{}]/.test(template)) return undefined;
	// A line of its own, since an expression may end with a comment.
	const code = (expression: string) => `(\n${expression}\n)`;
	if (parts.length === 3 && parts[0] + parts[2] === '') return code(parts[1]);
	const said = `((one) => (one || one === 0 || one === false ? one : ''))`;
	const joined = parts.map((part, at) => (at % 2 ? said + code(part) : JSON.stringify(part)));
	return `[${joined.join()}].join('')`;
}

/** The value with those of its expressions, which are taken from the list, in order. */
function filled(value: unknown, values: unknown[]): unknown {
	if (typeof value === 'string') return value.startsWith('=') ? values.shift() : value;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((one) => filled(one, values));
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, values)]));
}

function isPlain(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return typeof value !== 'function';
	if (Array.isArray(value)) return value.every(isPlain);
	return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

/** Whether two values are the same as JSON is. */
export function isSame(one: unknown, other: unknown): boolean {
	if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return one === other;
	if (Array.isArray(one) !== Array.isArray(other)) return false;
	const entries = Object.entries(one);
	return (
		entries.length === Object.keys(other).length &&
		entries.every(([key, value]) => key in other && isSame(value, other[key as keyof typeof other]))
	);
}
