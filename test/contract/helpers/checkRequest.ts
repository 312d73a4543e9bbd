import type { RecordedRequest } from '../../../simulator';
import { isVariant } from './messageVariants';
import { FormFile, MULTIPART, type Form } from './multipart';
import type { ApiOperation, Parameter } from './operations';

/** What of a documented operation a request used: `path secureMailId`, `query status=all`, `body data.userData`. */
export type Use = string;

export interface Check {
	problems: string[];
	uses: Use[];
}

type Request = Pick<RecordedRequest, 'method' | 'path' | 'query' | 'headers' | 'body'> & {
	/** What `formOf` read. */
	form?: Form;
};

/**
 * The documented operation that a request is: of several paths that fit, the one with the most fixed text; of an
 * operation with typed forms, the one for the type of the messages in the body.
 */
export function findOperation(
	operations: ApiOperation[],
	{ method, path, body = '' }: Pick<Request, 'method' | 'path'> & Partial<Request>,
): ApiOperation | undefined {
	const fixed = ({ path: template }: ApiOperation) => (template ?? '').replace(/{\w+}/g, '').length;
	const [found] = operations
		.filter((operation) => operation.kind === 'request' && operation.method === method)
		.filter((operation) => !operation.variantOf && pathPattern(operation).test(path))
		.sort((a, b) => fixed(b) - fixed(a));
	const variants = operations.filter(({ variantOf }) => found && variantOf === found.id);
	return variants.find((variant) => isVariant(variant, body)) ?? found;
}

/** Compares a request, as it was on the wire, with the documented operation. */
export function checkRequest(operation: ApiOperation, request: Request): Check {
	const check: Check = { problems: [], uses: [] };
	checkPath(operation, request, check);
	checkQuery(operation, request, check);
	for (const { name, required } of operation.headers) {
		if (required && !request.headers[name.toLowerCase()]) check.problems.push(`no header ${name}`);
	}
	checkBody(operation, request, check);
	return check;
}

function pathPattern({ path }: ApiOperation): RegExp {
	const parts = (path ?? '').split(/({\w+})/).map((part) =>
		// A value is one segment: a slash in it must have been encoded.
		part.startsWith('{') ? `(?<${part.slice(1, -1)}>[^/]+)` : part.replace(/[.*+?^$()|]/g, '\\$&'),
	);
	return new RegExp(`^${parts.join('')}$`);
}

function checkPath(operation: ApiOperation, { path }: Request, check: Check): void {
	const values = pathPattern(operation).exec(path)?.groups ?? {};
	for (const { name } of operation.pathParams) {
		if (values[name]) check.uses.push(`path ${name}`);
		else check.problems.push(`the path has no ${name}`);
	}
}

function checkQuery(operation: ApiOperation, { query }: Request, check: Check): void {
	for (const [name, value] of Object.entries(query)) {
		const parameter = operation.query.find((candidate) => candidate.name === name);
		if (!parameter) {
			check.problems.push(`the query has ${name}, which is not documented`);
		} else if (/^array/.test(parameter.type ?? '')) {
			const one = { ...parameter, type: 'string' };
			for (const entry of [value].flat()) {
				check.problems.push(...textProblems(one, entry).map((text) => `query ${name} ${text}`));
				check.uses.push(`query ${name}`);
				if (parameter.enum) check.uses.push(`query ${name}=${entry}`);
			}
		} else if (typeof value !== 'string') {
			check.problems.push(`the query has ${name} more than once`);
		} else {
			check.problems.push(...textProblems(parameter, value).map((text) => `query ${name} ${text}`));
			check.uses.push(`query ${name}`);
			if (parameter.enum) check.uses.push(`query ${name}=${value}`);
		}
	}
	for (const { name, required } of operation.query) {
		if (required && !query[name]) check.problems.push(`the query has no ${name}`);
	}
}

/** A value in a query is a text, whatever it stands for. */
function textProblems({ type, enum: values, pattern }: Parameter, value: string): string[] {
	const problems: string[] = [];
	if (type === 'integer' && !/^\d+$/.test(value)) problems.push(`is no integer: ${value}`);
	if (type === 'boolean' && !/^(true|false)$/.test(value)) problems.push(`is no boolean: ${value}`);
	if (values && !values.includes(value)) problems.push(`is not one of ${values}: ${value}`);
	if (pattern && !new RegExp(pattern).test(value)) problems.push(`does not fit: ${value}`);
	return problems;
}

function checkBody({ body }: ApiOperation, request: Request, check: Check): void {
	if (!body) {
		if (request.body) check.problems.push('there is a body, and none is documented');
		return;
	}
	if (!request.body) {
		if (body.required) check.problems.push('there is no body');
		return;
	}
	const type = String(request.headers['content-type'] ?? '').split(';')[0];
	if (type !== body.contentType) check.problems.push(`the content type is ${type}`);
	let parsed: unknown;
	try {
		parsed = parseBody(body.contentType, request);
	} catch {
		check.problems.push(`the body is not ${body.contentType}`);
		return;
	}
	if (body.array && typeNameOf(parsed) !== 'array') check.problems.push('the body is no list');
	for (const message of body.array ? [parsed].flat() : [parsed]) {
		if (typeNameOf(message) !== 'object') check.problems.push('the body is no object');
		else checkFields(body.fields, '', message as Record<string, unknown>, check);
	}
}

const FORM = 'application/x-www-form-urlencoded';

function parseBody(contentType: string, { body, form }: Request): unknown {
	if (contentType === FORM) return fromForm(body);
	if (contentType !== MULTIPART) return JSON.parse(body);
	if (!form) throw new Error('no form was read');
	return form;
}

/** A field that comes more than once becomes a list, which is then none of the documented types. */
function fromForm(text: string): Record<string, unknown> {
	const form = new URLSearchParams(text);
	return Object.fromEntries(
		[...new Set(form.keys())].map((name) => {
			const values = form.getAll(name);
			return [name, values.length > 1 ? values : values[0]];
		}),
	);
}

/** @param prefix path of the object, with a dot at its end; '' for the body itself */
function checkFields(
	fields: Parameter[],
	prefix: string,
	value: Record<string, unknown>,
	check: Check,
): void {
	const level = fields.filter(
		({ name }) => name.startsWith(prefix) && !name.slice(prefix.length).includes('.'),
	);
	for (const { name, required } of level) {
		if (required && !(name.slice(prefix.length) in value)) check.problems.push(`no body ${name}`);
	}
	for (const [key, member] of Object.entries(value)) {
		const path = prefix + key;
		const field = level.find(({ name }) => name === path) ?? parentOf(fields, path);
		const open = fields.find(
			({ name }) => name.endsWith('.*') && path.startsWith(name.slice(0, -1)),
		);
		if (field) checkField(fields, field, member, check);
		else if (open) check.uses.push(`body ${open.name}`);
		else check.problems.push(`the body has ${path}, which is not documented`);
	}
}

/** An object that is only documented by what is in it. */
function parentOf(fields: Parameter[], name: string): Parameter | undefined {
	const isThere = fields.some((field) => field.name.startsWith(`${name}.`));
	return isThere ? { name, type: 'object', required: false } : undefined;
}

/** Of several documented types, the one that a value has. */
const typeFor = ({ type = '' }: Parameter, found: string) =>
	type.split(' | ').find((one) => one.replace(/<.*/, '') === found) ?? type;

function checkField(fields: Parameter[], field: Parameter, value: unknown, check: Check): void {
	const { name, enum: values } = field;
	const problem = (text: string) => check.problems.push(`body ${name} ${text}`);
	check.uses.push(`body ${name}`);
	const found = typeNameOf(value);
	const type = typeFor(field, found);
	const items = /^array<(\w+)>$/.exec(type)?.[1];
	if (found !== (items ? 'array' : type)) {
		if (!(type === 'number' && found === 'integer'))
			return void problem(`is ${found}, not ${type}`);
	}
	if (values) {
		if (values.includes(value as string)) check.uses.push(`body ${name}=${String(value)}`);
		else problem(`is not one of ${values}: ${String(value)}`);
	}
	const list = items ? (value as unknown[]) : [value];
	const inner = items ? `${name}[].` : `${name}.`;
	for (const entry of list) {
		if (items && typeNameOf(entry) !== items) problem(`has ${typeNameOf(entry)}, not ${items}`);
		// An object that nothing is said about is open.
		else if (typeNameOf(entry) === 'object' && fields.some((other) => other.name.startsWith(inner)))
			checkFields(fields, inner, entry as Record<string, unknown>, check);
	}
}

function typeNameOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (value instanceof FormFile) return 'file';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

/** Everything that a documented operation can be used with. */
export function usesOf({
	pathParams,
	query,
	body,
}: Pick<ApiOperation, 'pathParams' | 'query' | 'body'>): Use[] {
	const each = (place: string, parameters: Parameter[]) =>
		parameters.flatMap(({ name, enum: values }) => [
			`${place} ${name}`,
			...(values ?? []).map((value) => `${place} ${name}=${value}`),
		]);
	return [
		...each('path', pathParams),
		...each('query', query),
		...each('body', body?.fields ?? []),
	];
}

/** What of the documented operations no request used. */
export function unsentUses(operations: ApiOperation[], requests: Request[]): string[] {
	const sent = new Map<string, Set<Use>>(operations.map(({ id }) => [id, new Set()]));
	for (const request of requests) {
		const operation = findOperation(operations, request);
		if (!operation) continue;
		for (const use of checkRequest(operation, request).uses) sent.get(operation.id)?.add(use);
	}
	return operations.flatMap((operation) =>
		usesOf(operation)
			.filter((use) => !sent.get(operation.id)?.has(use))
			.map((use) => `${operation.id}: ${use}`),
	);
}
