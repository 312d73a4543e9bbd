import { anyText, count, object, text } from './jsonSchema';

/** JSON schemas of the control routes that belong to no API. */

export const fault = {
	type: 'object',
	required: ['kind'],
	discriminator: { propertyName: 'kind' },
	oneOf: [
		faultKind('latency', { ms: count }, ['ms']),
		faultKind(
			'status',
			{
				status: { type: 'integer', minimum: 200, maximum: 599 },
				body: {},
				retryAfter: { anyOf: [count, anyText] },
				headers: { type: 'object', additionalProperties: anyText },
			},
			['status'],
		),
		faultKind('rateLimit', { most: count, windowMs: count }, ['most', 'windowMs']),
		faultKind('reset'),
		faultKind('resetAfter'),
		faultKind('truncate'),
		faultKind('softFailure', { code: anyText, message: anyText }),
	],
};

function faultKind(
	kind: string,
	properties: Record<string, unknown> = {},
	required: string[] = [],
) {
	const header = object({ name: text, contains: anyText }, ['name', 'contains']);
	const match = object({ method: text, path: text, pathRegex: text, bodyContains: text, header });
	return object(
		{ kind: { const: kind }, times: count, skip: count, match, ...properties },
		required,
	);
}
