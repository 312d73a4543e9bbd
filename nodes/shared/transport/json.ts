import { UserError } from 'n8n-workflow';

/** What is nested deeper than this is no data, and would overflow the stack of whoever writes it as text again. */
const MOST_LEVELS = 500;

/** An escaped character, the beginning or end of a text, or a number: all of JSON that matters here. */
const PARTS = /\\.|"|-?\d[\d.eE+-]*/gs;

/** Only with so many digits, or with an exponent, can a number be one that JavaScript has not. */
const MAY_BE_INEXACT = /\d{16}|\d[eE]/;

/**
 * JSON as it means. A whole number beyond 2^53, and one that is too large for JavaScript, becomes the text of its digits: as a
 * number it would be another one, so that two IDs could be taken for the same.
 *
 * @throws SyntaxError when the text is not JSON
 * @throws UserError when it is nested too deeply
 */
export function parseJson(text: string): unknown {
	return exactly(text, JSON.parse(text));
}

/**
 * The body of an answer that came as text: what `parseJson` makes of it, or the text itself when it is no JSON. What is not
 * text is returned as it is.
 *
 * @throws UserError when it is nested too deeply
 */
export function jsonOrText(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	let value: unknown;
	try {
		value = JSON.parse(body);
	} catch {
		return body;
	}
	return exactly(body, value);
}

/** @param value what JavaScript made of the text: what it takes for a text ends, so that one pass finds the numbers */
function exactly(text: string, value: unknown): unknown {
	checkDepth(value);
	if (!MAY_BE_INEXACT.test(text)) return value;
	let inText = false;
	const exact = text.replace(PARTS, (part) => {
		if (part === '"') inText = !inText;
		return inText || !/^-?\d/.test(part) || isExact(part) ? part : `"${part}"`;
	});
	return exact === text ? value : JSON.parse(exact);
}

/**
 * The first number in a value that is not sure to be the one that was meant, since it lies beyond 2^53, or that JSON has not,
 * such as NaN; undefined when there is none.
 *
 * @throws UserError when the value is nested too deeply
 */
export function inexactIn(value: unknown): number | bigint | undefined {
	checkDepth(value);
	return firstInexact(value);
}

function firstInexact(value: unknown): number | bigint | undefined {
	if (typeof value === 'bigint') return value;
	if (typeof value === 'number') return isSafe(value) ? undefined : value;
	for (const inner of partsOf(value)) {
		const found = firstInexact(inner);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** Whether a number is what it was written as, as far as a fraction can be. */
const isExact = (written: string) =>
	/[.eE]/.test(written) ? Number.isFinite(Number(written)) : isSafe(Number(written));

const isSafe = (number: number) =>
	Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);

function checkDepth(value: unknown) {
	if (!isDeeper(value, MOST_LEVELS)) return;
	throw new UserError(`The JSON is nested more than ${MOST_LEVELS} levels deep`, {
		description: 'That is no data that this node could work with.',
	});
}

const isDeeper = (value: unknown, levels: number): boolean => {
	const parts = partsOf(value);
	return levels === 0 ? parts.length > 0 : parts.some((part) => isDeeper(part, levels - 1));
};

const NONE: readonly unknown[] = [];

/** What JSON has of a value: nothing of what becomes text, such as a date. */
function partsOf(value: unknown): readonly unknown[] {
	if (typeof value !== 'object' || value === null || 'toJSON' in value) return NONE;
	return Array.isArray(value) ? value : Object.values(value);
}
