import { UserError } from 'n8n-workflow';
import type { Api, Query } from './api';

/**
 * Template tag for request paths. Every value is percent-encoded, so that an id such as `a/../b` stays one name
 * and cannot change which resource is addressed.
 *
 * @throws UserError when a value is empty or would leave a `.` or `..` segment: URL parsers remove those even
 * when they are encoded, and the request would reach another resource.
 */
export function path(texts: TemplateStringsArray, ...values: Array<string | number>): string {
	let result = texts[0];
	values.forEach((value, index) => {
		if (value === '') {
			throw new UserError('A part of the request path is empty', {
				description: 'Fill in the ID or name that this operation needs.',
			});
		}
		result += encodeURIComponent(value) + texts[index + 1];
	});
	if (result.split('/').some((segment) => segment === '.' || segment === '..')) {
		throw new UserError('An ID or name cannot be "." or ".."', {
			description: 'It would address another resource than the one meant. Check the value.',
		});
	}
	return result;
}

/** `?a=1&b=x` from the parameters that have a value, `''` when none has. */
export function queryString(query: Query = {}): string {
	const pairs = Object.entries(query)
		.flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
		.filter(([, value]) => value !== undefined && value !== null && value !== '')
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
	return pairs.length ? `?${pairs.join('&')}` : '';
}

/** A request path with what the API puts in front of it. */
export function pathOf({ basePath }: Api, requestPath: string): string {
	return (typeof basePath === 'function' ? basePath(requestPath) : basePath) + requestPath;
}
