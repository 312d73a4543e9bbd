import { UserError } from 'n8n-workflow';

/** What is nested deeper than this is no data, and would overflow the stack of whoever writes it as text again. */
const MOST_LEVELS = 500;

/** An escaped character, the beginning or end of a text, or a number: all of JSON that matters here. */
const PARTS = /\\.|"|-?\d[\d.eE+-]*/gs;

/**
 * Only with so many digits before its point, or with an exponent, can a number be one that JavaScript has not. It stands behind one of these
 * characters: so an ID in a text is seldom taken for one, and most answers are read in one pass.
 */
const MAY_BE_INEXACT = /(?:^|[[:,\s])-?(?:\d{16}|\d[\d.]*[eE])/;

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
 * The body of an answer that came as text: what `parseJson` makes of it, or the text itself when that is nothing. What is not
 * text is returned as it is.
 */
export function jsonOrText(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return parseJson(body);
	} catch {
		return body;
	}
}

/** @param value what JavaScript reads in the text, which is JSON: so one pass tells its numbers from its texts */
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
 * Lets a value pass that goes out as it was meant. n8n hands on a number beyond 2^53 as the nearest one that JavaScript has, and
 * JSON has none such as NaN.
 *
 * @param place where the value stands, for people
 * @throws UserError when there is such a number in it, or it is nested too deeply
 */
export function checkExact(value: unknown, place: string): void {
	checkDepth(value);
	const number = firstInexact(value);
	if (number === undefined) return;
	throw new UserError(`The number ${number} in ${place} is not sure to be the one that was meant`, {
		description: `Numbers above ${Number.MAX_SAFE_INTEGER} are rounded before they come here. Give it as text.`,
	});
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
	if (typeof value !== 'object' || value === null) return NONE;
	// A field of this name makes no text of what a server sends.
	if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return NONE;
	return Array.isArray(value) ? value : Object.values(value);
}
