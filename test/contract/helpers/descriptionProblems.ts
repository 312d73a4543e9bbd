import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { childrenOf, isTrigger, optionsOf, viewsOf, withChildren } from './descriptions';
import { reachProblems } from './reachProblems';

/**
 * What n8n's guidelines ask of a description and no lint rule sees in computed properties. Each problem names the
 * field and says what is wrong.
 */
export function descriptionProblems(description: INodeTypeDescription): string[] {
	const fields = description.properties.flatMap((property) => withChildren(property));
	return [
		...aboutNode(description),
		...description.properties.filter(({ name }) => name === 'operation').flatMap(aboutOperations),
		...fields.flatMap(({ path, property }) =>
			aboutField(property).map((problem) => `${path} ${problem}`),
		),
		...reachProblems(description.properties, viewsOf(description)),
	];
}

function aboutNode(description: INodeTypeDescription): string[] {
	const { usableAsTool, subtitle, codex, iconUrl, name, displayName } =
		description as INodeTypeDescription & { iconUrl?: { light?: string; dark?: string } };
	const trigger = isTrigger(description);
	return [
		...(trigger && usableAsTool ? ['a trigger is usable as a tool'] : []),
		...(!trigger && usableAsTool !== true ? ['an action node is not usable as a tool'] : []),
		...(subtitle ? [] : ['the node has no subtitle']),
		...(iconUrl?.light && iconUrl.dark ? [] : ['the node has no light and dark icon']),
		...(codex?.categories?.length && codex.alias?.length ? [] : ['the node has no codex']),
		...(description.description ? [] : ['the node has no description']),
		...(/^genesys[A-Z]\w*$/.test(name) ? [] : [`the node is named ${name}`]),
		...(/^Genesys [A-Z]/.test(displayName) ? [] : [`the node is called ${displayName}`]),
	];
}

function aboutOperations(select: INodeProperties): string[] {
	const operations = (select.options ?? []) as INodePropertyOptions[];
	const problems = operations.flatMap((operation) =>
		actionProblems(operation).map((problem) => `operation ${operation.value} ${problem}`),
	);
	// From five on, n8n's lint asks for the order of the names.
	const names = operations.map(({ name }) => name);
	if (names.length >= 5 && names.join() !== sorted(names).join()) {
		problems.push(`the operations are not in the order of their names: ${names.join(', ')}`);
	}
	return problems;
}

/** Words that keep their capitals in a sentence. */
const PROPER = /^(Genesys|ID|IDs|URL|JSON|API|CSV|[A-Z]+s?)$/;

function actionProblems({ action, description, name }: INodePropertyOptions): string[] {
	if (!action) return ['has no action'];
	const [first, ...words] = action.split(' ');
	return [
		...(/^[A-Z][a-z]+$/.test(first) ? [] : ['has an action that does not begin as a sentence']),
		...(words.some((word) => /^[A-Z]/.test(word) && !PROPER.test(word))
			? ['has an action that is not in sentence case']
			: []),
		...(/\b(a|an|the)\b/i.test(action) ? ['has an action with an article'] : []),
		...(description ? [] : ['has no description']),
		...(description === name ? ['has its name as description'] : []),
	];
}

function aboutField(property: INodeProperties): string[] {
	const { name, type, description = '', placeholder, required } = property;
	const problems: string[] = [];
	const check = (fine: boolean, problem: string) => fine || problems.push(problem);

	check('default' in property, 'has no default');
	if (type === 'boolean') check(description.startsWith('Whether '), 'does not say "Whether"');
	if (type === 'string') check(beginsAsExample(placeholder), 'has a placeholder without "e.g."');
	for (const mode of property.modes ?? []) {
		if (mode.type === 'string') {
			check(beginsAsExample(mode.placeholder), `has a placeholder without "e.g." by ${mode.name}`);
		}
	}
	if (type === 'collection') {
		const labels = childrenOf(property).map(({ displayName }) => displayName);
		check(labels.join() === sorted(labels).join(), 'has options in no order');
		check(labels.length > 0, 'has no options');
	}
	if (name === 'resource' || name === 'operation') {
		check(property.noDataExpression === true, 'may be an expression');
	}
	if (required) {
		const fine = isEmpty(property) || optionsOf(property).length > 0 || namesBinaryField(property);
		check(fine, 'is required, and has a default');
	}
	return problems;
}

const beginsAsExample = (placeholder?: string) => !placeholder || placeholder.startsWith('e.g. ');

function isEmpty({ default: value }: INodeProperties): boolean {
	const inner = value && typeof value === 'object' && 'value' in value ? value.value : value;
	return Array.isArray(inner) ? inner.length === 0 : inner === '';
}

/** By n8n's guidelines, the name of a binary field is required and `data` at first; the hint has these words. */
const namesBinaryField = ({ hint = '', default: value }: INodeProperties) =>
	value === 'data' && /^The name of the (input|output) binary field /.test(hint);

const sorted = (texts: string[]) => [...texts].sort((a, b) => a.localeCompare(b));
