import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { ROOT } from '../../harness/package';

const DIST = join(ROOT, 'dist/');
/** The name by which the inspector finds what it is to look into, and leaves what it found. */
const SHARED = '__modulesLookedInto';

interface Property {
	name: string;
	value?: { objectId?: string; description?: string };
}
interface Properties {
	result: Property[];
	internalProperties?: Property[];
}

/** A variable of a module: file and name, and its value. */
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
	/** The variables that a function sees of its module. */
	const seenBy = (objectId: string): Property[] => {
		const internal = propertiesOf(objectId).internalProperties ?? [];
		const scopes = internal.find(({ name }) => name === '[[Scopes]]')?.value?.objectId;
		return propertiesOf(scopes)
			.result.filter(({ value }) => value?.description?.startsWith('Closure'))
			.flatMap(({ value }) => propertiesOf(value?.objectId).result)
			.filter(({ name, value }) => value?.objectId && !/^(exports|module|require)$/.test(name));
	};
	const list = post<{ result: { objectId: string } }>('Runtime.evaluate', {
		expression: `${SHARED}.functions`,
		objectGroup: SHARED,
	});
	for (const { name: index, value } of propertiesOf(list.result.objectId).result) {
		if (!/^\d+$/.test(index) || !value?.objectId) continue;
		const [file] = functions[Number(index)];
		for (const { name, value: variable } of seenBy(value.objectId)) {
			post('Runtime.callFunctionOn', {
				objectId: variable?.objectId,
				functionDeclaration: `function (name) { ${SHARED}.found.push([name, this]); }`,
				arguments: [{ value: `${file} ${name}` }],
			});
		}
	}
	post('Runtime.releaseObjectGroup', { objectGroup: SHARED });
	session.disconnect();
	Object.assign(globalThis, { [SHARED]: undefined });
	return [...new Map(found)];
}

/** What the modules export, as far as it is functions, by file. */
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
