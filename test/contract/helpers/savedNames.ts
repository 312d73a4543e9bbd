import type { ICredentialType, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { optionsOf, viewsOf, withChildren } from './descriptions';

/** What saved workflows and credentials hold of each node and credential, by its name. */
export type SavedNames = Record<string, string[]>;

/** Names, versions, values and defaults of a node; labels and texts may change freely. */
export function namesOfNode(description: INodeTypeDescription): string[] {
	const { version, credentials = [], webhooks = [], inputs, outputs } = description;
	return [
		...[version].flat().map((number) => `version ${number}`),
		...credentials.map(({ name }) => `credential ${name}`),
		// Part of the URL that somebody was given.
		...webhooks.map(({ name, httpMethod, path }) => `webhook ${name} ${httpMethod} ${path}`),
		...(inputs as string[]).map((name, index) => `input ${index} ${name}`),
		...(outputs as string[]).map((name, index) => `output ${index} ${name}`),
		...description.properties.flatMap(namesOfSelect),
		...viewsOf(description).flatMap(({ name, properties }) => [
			...(name ? [name] : []),
			...properties.flatMap(namesOfField).map((field) => (name ? `${name}: ${field}` : field)),
		]),
	];
}

export function namesOfCredential({
	extends: parents = [],
	properties,
}: ICredentialType): string[] {
	return [...parents.map((parent) => `extends ${parent}`), ...properties.flatMap(namesOfField)];
}

/** The operation that a workflow means when it holds none is the default. */
function namesOfSelect({ name, default: value, displayOptions }: INodeProperties): string[] {
	if (name === 'resource') return [`resource (default ${String(value)})`];
	if (name !== 'operation') return [];
	return [`operation of ${String(displayOptions?.show?.resource)} (default ${String(value)})`];
}

function namesOfField(field: INodeProperties): string[] {
	if (field.type === 'notice') return [];
	return withChildren(field).flatMap(({ path, property }) => [
		// A workflow does not hold what is left at its default, so another default changes what it does.
		`${path} (${property.type}, default ${JSON.stringify(property.default)})`,
		...optionsOf(property).map((value) => `${path} = ${value}`),
		...(property.modes ?? []).map(({ name }) => `${path} by ${name}`),
		...(property.type === 'fixedCollection'
			? (property.options ?? []).map(({ name }) => `${path} group ${name}`)
			: []),
	]);
}

/** What was saved and is no more. */
export function goneFrom(saved: SavedNames, built: SavedNames): string[] {
	return Object.entries(saved).flatMap(([owner, names]) =>
		names.filter((name) => !built[owner]?.includes(name)).map((name) => `${owner}: ${name}`),
	);
}

/** Everything that was saved, and what is new, in the order of the build. */
export function withAdditions(saved: SavedNames, built: SavedNames): SavedNames {
	const owners = [...new Set([...Object.keys(built), ...Object.keys(saved)])].sort();
	return Object.fromEntries(
		owners.map((owner) => {
			const names = new Set([...(built[owner] ?? []), ...(saved[owner] ?? [])]);
			return [owner, [...names]];
		}),
	);
}
