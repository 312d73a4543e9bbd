import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import { isObject } from '../transport/body';

/** What no JSON can be; n8n takes undefined for no fallback. */
export const NOT_JSON = {};

/** What JSON text says, or the value that is no text; undefined for empty text, `NOT_JSON` for text that is none. */
export function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return undefined;
	return jsonParse<unknown>(value, { fallbackValue: NOT_JSON });
}

/** Whether it is an object that stays one in JSON, which a date does not. */
export const isPlainObject = (value: unknown): value is IDataObject =>
	isObject(value) && typeof value.toJSON !== 'function';

/** A list, or what the JSON text of one says, which models write; undefined when it is neither. */
export function listIn(value: unknown): unknown[] | undefined {
	const isText = typeof value === 'string' && value.trim().startsWith('[');
	const list = isText ? parsed(value) : value;
	return Array.isArray(list) ? list : undefined;
}

/** Names given as text with commas, or as a list. */
export function nameList(value: unknown): string[] {
	const names = listIn(value) ?? String(value ?? '').split(',');
	return names.map((name) => String(name).trim()).filter((name) => name !== '');
}

/** In small letters. An object can have a field in place of what makes it text. */
export function wordOf(value: unknown): string {
	try {
		return String(value ?? '')
			.trim()
			.toLowerCase();
	} catch {
		return shown(value);
	}
}

/** Short enough for a sentence. */
export function shown(value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
