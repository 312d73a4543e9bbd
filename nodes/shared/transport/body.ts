import type { IDataObject } from 'n8n-workflow';

/** The fields that have a value: without those that are undefined, null or `''`. */
export function compact(fields: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).filter(
			([, value]) => value !== undefined && value !== null && value !== '',
		),
	) as IDataObject;
}

/** Whether a value is an object with names, and neither a list nor null. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text as it is, and a number as text; undefined for anything else. */
export const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** Whether a body is a web page. */
export const isPage = (body: unknown): boolean =>
	typeof body === 'string' && body.trimStart().startsWith('<');
