import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { ROOT } from '../../harness/package';

const DIST = join(ROOT, 'dist/');
const HELD = '__functionsOfModules';

interface Property {
	name: string;
	value?: { objectId?: string; description?: string };
}
interface Properties {
	result: Property[];
	internalProperties?: Property[];
}

/** Runs in the process that is looked into: the sizes of all maps, sets and lists in a value, by the names that lead to them. */
const SIZES = `function () {
	const sizes = {};
	const isCollection = (value) => value instanceof Map || value instanceof Set || Array.isArray(value);
	const look = (value, name, depth) => {
		if (isCollection(value)) sizes[name] = value.size ?? value.length;
		else if (value && typeof value === 'object' && depth < 3)
			for (const key of Object.keys(value)) look(value[key], name + '.' + key, depth + 1);
	};
	look(this, '', 0);
	return sizes;
}`;

/**
 * How much the loaded modules of the package hold: the size of each map, set and list in a variable of a module, however deep, by
 * file and name. Node's inspector finds them, whether or not a module exports them.
 */
export function collections(): Record<string, number> {
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
	const sizes: Record<string, number> = {};
	const held = functionsByFile();
	Object.assign(globalThis, { [HELD]: held.map(([, own]) => own) });
	try {
		const { result: list } = post<{ result: { objectId: string } }>('Runtime.evaluate', {
			expression: HELD,
			objectGroup: HELD,
		});
		for (const { name, value } of propertiesOf(list.objectId).result) {
			if (!value?.objectId || !/^\d+$/.test(name)) continue;
			const file = held[Number(name)][0];
			for (const variable of variablesOf(value.objectId)) {
				const { result } = post<{ result: { value: Record<string, number> } }>(
					'Runtime.callFunctionOn',
					{
						...{ objectId: variable.value?.objectId, functionDeclaration: SIZES },
						returnByValue: true,
					},
				);
				for (const [path, size] of Object.entries(result.value))
					sizes[`${file} ${variable.name}${path}`] = size;
			}
		}
	} finally {
		post('Runtime.releaseObjectGroup', { objectGroup: HELD });
		Object.assign(globalThis, { [HELD]: undefined });
		session.disconnect();
	}
	return sizes;

	/** The variables that a function sees of its module. */
	function variablesOf(objectId: string): Property[] {
		const internal = propertiesOf(objectId).internalProperties ?? [];
		const scopes = internal.find(({ name }) => name === '[[Scopes]]')?.value?.objectId;
		if (!scopes) return [];
		return propertiesOf(scopes)
			.result.filter(({ value }) => value?.description?.startsWith('Closure'))
			.flatMap(({ value }) => propertiesOf(value?.objectId).result)
			.filter(({ name, value }) => value?.objectId && !/^(exports|module|require)$/.test(name));
	}
}

/** One exported function of each module is enough to see what is in it. */
function functionsByFile(): Array<[string, unknown]> {
	const loaded = Object.entries(createRequire(__filename).cache);
	return loaded.flatMap(([file, module]): Array<[string, unknown]> => {
		if (!file.startsWith(DIST)) return [];
		const exported = Object.values((module?.exports ?? {}) as object);
		const within = exported.flatMap((one: unknown) =>
			one && typeof one === 'object' ? Object.values(one) : [one],
		);
		const own = within.filter((one) => typeof one === 'function');
		return own.map((one) => [relative(DIST, file), one]);
	});
}
