import AjvCompiler from '@fastify/ajv-compiler';
import contract from './apiContract.json';

/** What the contract says about one operation of `/api/v2`. */
export interface Operation {
	/** Name of the operation in the SDK, `postConversationsEmails`. */
	id: string;
	/** Name of the tool that does it; some operations have none. */
	tool?: string;
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** With `{name}` for what varies. */
	path: string;
	query?: Record<string, object>;
	/** Definition of the body; without it a body is ignored. */
	body?: string;
	bodyRequired?: boolean;
	/** Schema of the answer by status; null: it has no body. */
	success: Record<string, object | null>;
	/** Error codes by status, besides those that every operation has. */
	errors?: Record<string, string[]>;
	/** One of them must be among the scopes of the token. */
	scopes: string[];
	permissions?: { type: string; permissions: string[] };
	/** Who may call it when not everybody may: a user who is logged in, or a client without a user. */
	caller?: 'user' | 'client';
}

/** What does not fit a schema, and where: `to.0.email`, empty for the whole. */
export interface Mismatch {
	field: string;
	message: string;
}

type Check = (value: unknown) => Mismatch[];

/** The operations of the contract: the 63 with a tool, and a few that go with them. */
export const OPERATIONS = contract.operations as unknown as Operation[];

const DEFINITIONS = { $id: 'contract', definitions: contract.definitions };

const options = { removeAdditional: false as const, useDefaults: false, allErrors: true };
const strict = AjvCompiler()(
	{ contract: DEFINITIONS },
	{ customOptions: { ...options, coerceTypes: false } },
);
const lenient = AjvCompiler()(
	{ contract: DEFINITIONS },
	{ customOptions: { ...options, coerceTypes: 'array', useDefaults: true } },
);

/** Compiling is slow: once per schema and process, and only what is used. */
const checks = new Map<string, Check>();

function check(key: string, schema: object, compile: typeof strict): Check {
	const known = checks.get(key);
	if (known) return known;
	// The compiler takes what fastify hands it: a schema among other things about its route.
	const validate = compile({ schema } as never);
	const made: Check = (value) => {
		if (validate(value)) return [];
		return (validate.errors ?? []).map(({ instancePath, message = '', params }) => {
			const within = instancePath.split('/').filter(Boolean);
			const member = params.missingProperty ?? params.additionalProperty;
			const allowed = params.allowedValues ? `: ${params.allowedValues.join(', ')}` : '';
			return {
				field: [...within, ...(member === undefined ? [] : [member])].join('.'),
				message: `${message}${allowed}`,
			};
		});
	};
	checks.set(key, made);
	return made;
}

/** `#/definitions/X` of the contract, seen from a schema outside of it. */
const inContract = (schema: object): object =>
	JSON.parse(JSON.stringify(schema).replaceAll('"#/definitions/', '"contract#/definitions/'));

/** What is wrong with a body. */
export const checkBody = (definition: string, body: unknown): Mismatch[] =>
	check(`body ${definition}`, { $ref: `contract#/definitions/${definition}` }, strict)(body);

/** What is wrong with a query; numbers and booleans are made of its strings, and defaults are filled in. */
export function checkQuery({ method, path, query = {} }: QueryOf, values: unknown): Mismatch[] {
	const schema = { type: 'object', additionalProperties: false, properties: query };
	return check(`query ${method} ${path}`, schema, lenient)(values);
}

type QueryOf = Pick<Operation, 'method' | 'path' | 'query'>;

/** What is wrong with an answer, judged by the contract: its status, and its body. */
export function checkAnswer(operation: Operation, status: number, body: unknown): Mismatch[] {
	const schema = operation.success[status];
	if (schema === undefined)
		return [{ field: 'status', message: `${status} is not in the contract` }];
	if (schema === null) {
		return body === '' || body === undefined ? [] : [{ field: '', message: 'must be empty' }];
	}
	return check(`answer ${operation.id} ${status}`, inContract(schema), strict)(body);
}

/** The first of these error codes that the operation knows for a status. */
export function errorCode(
	operation: Pick<Operation, 'errors'> | undefined,
	status: number,
	...codes: string[]
) {
	const known = operation?.errors?.[status] ?? [];
	return codes.find((code) => known.includes(code));
}
