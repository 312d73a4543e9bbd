import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { agentEmailCases } from './agentEmailCases';
import {
	builtNodes,
	inForm,
	isTrigger,
	optionsOf,
	viewsOf,
	withChildren,
} from './helpers/descriptions';
import { cloudSpecs } from './cloud/cases';
import { cloudCases, NODE } from './cloud/cloudCase';
import { placeholder } from './helpers/exchanges';
import { wireCases } from './wireCases';

const cloud = async () =>
	(await cloudCases(cloudSpecs)).map(({ operation, parametersFor }) => ({
		operation: `${NODE}.${operation}`,
		parameters: parametersFor({}),
	}));

test('the runs set every field, mode and option of every operation', async () => {
	const cases = [...wireCases(placeholder), ...agentEmailCases(placeholder), ...(await cloud())];
	const nodes = (await builtNodes()).filter(({ description }) => !isTrigger(description));
	const unset = nodes.flatMap(({ description }) =>
		viewsOf(description).flatMap(({ name, properties }) => {
			const operation = `${description.name}.${name}`;
			const runs = cases.filter((wireCase) => wireCase.operation === operation);
			return inForm(properties, false)
				.filter(({ type }) => type !== 'notice')
				.flatMap((property) => withChildren(property))
				.filter(({ property }) => property.type !== 'notice')
				.flatMap(({ path, property }) => settings(path, property))
				.filter((setting) => !runs.some(({ parameters }) => isSet(parameters, setting)))
				.map(({ path, value, apis }) => [`${operation}: ${path}`, value, apis].join(' '));
		}),
	);
	expect(unset).toEqual([]);
});

interface Setting {
	path: string;
	/** When each value is to be set once. */
	value?: string;
	/** The choices of API that show it, when there are several. */
	apis?: unknown[];
}

function settings(path: string, property: INodeProperties): Setting[] {
	if (property.type === 'notice') return [];
	const values =
		property.type === 'resourceLocator'
			? (property.modes ?? []).map(({ name }) => name)
			: optionsOf(property);
	const { show = {} } = property.displayOptions ?? {};
	// Only tools of a model have it, which have tests of their own.
	if (show['@tool']) return [];
	const apis = show.api ?? show['/api'];
	return [{ path, apis }, ...values.map((value) => ({ path, value, apis }))];
}

function isSet(parameters: INodeParameters, { path, value, apis }: Setting): boolean {
	if (apis && !apis.includes(parameters.api)) return false;
	let found: unknown = parameters;
	for (const name of path.split('.')) {
		const inside = found as Record<string, unknown> | undefined;
		// The entries of a fixed collection, under the names of its groups: the first with the field says what all have.
		const groups = inside && !(name in inside) ? Object.values(inside).flat() : [];
		const entry = (groups as Array<Record<string, unknown> | null>).find((one) => one?.[name]);
		found = inside?.[name] ?? entry?.[name];
	}
	if (value === undefined) return found !== undefined;
	const chosen = [found].flat().map(String);
	return chosen.includes(value) || (found as { mode?: string } | undefined)?.mode === value;
}
