import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { ROOT } from '../../harness/package';

const DIST = join(ROOT, 'dist/');
/** What a file has of others. */
const IMPORTED = /^(exports|module|require|n8nWorkflow|node_crypto|nodes_shared)$/;
/** The name by which the inspector finds what it is to look into, and leaves what it found. */
const SHARED = '__modulesLookedInto';

interface Value {
	type: string;
	objectId?: string;
	description?: string;
}
interface Property {
	name: string;
	value?: Value;
}
interface Properties {
	result: Property[];
	internalProperties?: Property[];
}

/** A variable of a file: its place and name, and its value. */
type Variable = [name: string, value: unknown];

/**
 * Finds what the loaded modules of the package hold, whether or not they export it: Node's inspector shows the variables that their
 * functions see. Variables that are assigned anew are not followed.
 *
 * @returns the size of each map, set and list in them, however deep, by file and name, whenever it is asked
 */
export function findCollections(): () => Record<string, number> {
	const variables = variablesOfModules();
	return () => {
		const sizes: Record<string, number> = {};
		const look = (value: unknown, name: string, depth: number): void => {
			if (value instanceof Map || value instanceof Set) sizes[name] = value.size;
			else if (Array.isArray(value)) sizes[name] = value.length;
			else if (value && typeof value === 'object' && depth > 0)
				for (const [key, part] of Object.entries(value)) look(part, `${name}.${key}`, depth - 1);
		};
		for (const [name, value] of variables) look(value, name, 3);
		return sizes;
	};
}

function variablesOfModules(): Variable[] {
	const functions = functionsOfModules();
	const found: Variable[] = [];
	Object.assign(globalThis, { [SHARED]: { functions: functions.map(([, own]) => own), found } });
	const session = new Session();
	session.connect();
	const post = <T>(method: string, parameters: object): T => {
		let answer: { error: Error | null; result?: object } | undefined;
		// In the same process, it answers before it returns.
		session.post(method, parameters, (error, result) => (answer = { error, result }));
		if (!answer?.result) throw answer?.error ?? new Error(`${method} was not answered`);
		return answer.result as T;
	};
	const propertiesOf = (objectId: string | undefined) =>
		post<Properties>('Runtime.getProperties', { objectId, ownProperties: true });
	/** The scopes that a function sees, from its own to that of its file. */
	const scopesOf = (objectId: string): Value[] => {
		const internal = propertiesOf(objectId).internalProperties ?? [];
		const scopes = internal.find(({ name }) => name === '[[Scopes]]')?.value?.objectId;
		if (!scopes) return [];
		return propertiesOf(scopes).result.flatMap(({ value }) =>
			value?.description?.startsWith('Closure') ? [value] : [],
		);
	};
	const variablesOf = ({ objectId }: Value) =>
		propertiesOf(objectId).result.filter(
			({ name, value }) => value?.objectId && !IMPORTED.test(name),
		);
	const keep = (prefix: string, { name, value }: Property) =>
		post('Runtime.callFunctionOn', {
			objectId: value?.objectId,
			functionDeclaration: `function (name) { ${SHARED}.found.push([name, this]); }`,
			arguments: [{ value: `${prefix}${name}` }],
		});
	const list = post<{ result: { objectId: string } }>('Runtime.evaluate', {
		expression: `${SHARED}.functions`,
		objectGroup: SHARED,
	});
	const files = new Set<string>();
	for (const { name: index, value } of propertiesOf(list.result.objectId).result) {
		if (!/^\d+$/.test(index) || !value?.objectId) continue;
		const [file] = functions[Number(index)];
		const own = scopesOf(value.objectId);
		const ofFile = own.pop();
		for (const scope of own) for (const one of variablesOf(scope)) keep(`${file} `, one);
		if (!ofFile || files.has(file)) continue;
		files.add(file);
		for (const variable of variablesOf(ofFile)) {
			keep(`${file} `, variable);
			if (variable.value?.type !== 'function') continue;
			for (const scope of scopesOf(variable.value.objectId as string).slice(0, -1))
				for (const one of variablesOf(scope)) keep(`${file} ${variable.name}.`, one);
		}
	}
	post('Runtime.releaseObjectGroup', { objectGroup: SHARED });
	session.disconnect();
	Object.assign(globalThis, { [SHARED]: undefined });
	return [...new Map(found)];
}

/** What the files export, as far as it is functions, by file. */
function functionsOfModules(): Variable[] {
	const loaded = Object.entries(createRequire(__filename).cache);
	return loaded.flatMap(([file, module]): Variable[] => {
		if (!file.startsWith(DIST)) return [];
		const exported = Object.values((module?.exports ?? {}) as object) as unknown[];
		const parts = exported.flatMap((one) =>
			one && typeof one === 'object' ? (Object.values(one) as unknown[]) : [one],
		);
		return parts
			.filter((one) => typeof one === 'function')
			.map((one) => [relative(DIST, file), one]);
	});
}
