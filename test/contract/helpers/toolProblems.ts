import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { aiFields } from './aiKeys';
import { withChildren } from './descriptions';

/** A model reads of a tool what its action says, and no more. */
const SHORTEST = 55;
const LONGEST = 90;

/** By its value, an operation after which something is gone. */
const DESTROYS = /^(delete|purge|cancel|stop|reset|disconnect|signOut)/;
const SAYS_WHAT_STAYS = /\b(for good|keeps?|stays?|remains?)\b/;

/** What is wrong with what a model reads of an operation. @param deletes it is a deletion, whatever it is called */
export function actionProblems(
	{ action = '', value }: INodePropertyOptions,
	deletes: boolean,
): string[] {
	const destroys = deletes || DESTROYS.test(String(value));
	return [
		...(action.length < SHORTEST ? [`says too little in ${action.length} characters`] : []),
		...(action.length > LONGEST ? [`says too much in ${action.length} characters`] : []),
		...(destroys && !SAYS_WHAT_STAYS.test(action) ? ['does not say what is gone for good'] : []),
	];
}

/** What is wrong with the fields of an operation when a model fills them in. @param operations their names, in the whole node */
export function fieldProblems(
	properties: readonly INodeProperties[],
	operations: readonly string[],
): string[] {
	const fields = aiFields(properties);
	const about = properties
		.flatMap((property) => withChildren(property))
		.filter(({ property }) => property.type !== 'notice');
	return [
		...about.flatMap(({ path, property }) =>
			textProblems(property, operations).map((problem) => `${path} ${problem}`),
		),
		...fields
			.filter(({ property }) => !standsAlone(property))
			.map(({ path, property }) => `${path} is called ${property.displayName}`),
		...fields
			.filter(({ key }, index) => fields.findIndex((other) => other.key === key) !== index)
			.map(({ path, key }) => `${path} shares the key ${key}`),
	];
}

/** Labels that say nothing without the form around them. */
const BARE = /^(Address|File|ID|Item|Job|Key|Name|Number|Record|Time|Types?|URL|Value)$/;

/** From its label alone, a model knows which value is wanted: of a thing, whether its ID or its name. */
const standsAlone = ({ displayName, type }: INodeProperties) =>
	type === 'resourceLocator'
		? /(^| )(Address|ID|Name|URL)$/.test(displayName)
		: !BARE.test(displayName);

function textProblems(property: INodeProperties, operations: readonly string[]): string[] {
	const text = ownText(property);
	return [
		...(text ? [] : ['does not say what it is']),
		...(needsExample(property) && !hasExample(property, text) ? ['has no example'] : []),
		...(isForHands(text) ? ['needs a hand and a mouse'] : []),
		...(namesNoTool(text, operations) ? ['names an operation without its resource'] : []),
	];
}

/** n8n's lint asks for these words behind the own ones of a list that is loaded. */
const LIST_WORDS = /\.? ?Choose from the list, or specify (an ID|IDs) using an <a .*<\/a>\.?$/;

const isLoaded = ({ typeOptions }: INodeProperties) => typeOptions?.loadOptionsMethod !== undefined;

const ownText = (property: INodeProperties) => {
	const { description = '' } = property;
	return (isLoaded(property) ? description.replace(LIST_WORDS, '') : description).trim();
};

/** A switch is on or off, a choice has its values, and the rest only holds fields. */
const needsExample = (property: INodeProperties) =>
	['options', 'multiOptions'].includes(property.type)
		? isLoaded(property)
		: !['boolean', 'collection', 'fixedCollection'].includes(property.type);

const EXAMPLE = /\be\.g\. \S/;

const hasExample = ({ placeholder = '', modes = [] }: INodeProperties, text: string) =>
	[text, placeholder, ...modes.map((mode) => mode.placeholder ?? '')].some((one) =>
		EXAMPLE.test(one),
	);

const isForHands = (text: string) =>
	/\b(choose|click|drag|drop|pick|scroll|select)\b.*\b(list|button|menu|tab)\b/i.test(text) ||
	/\bFrom List\b/.test(text) ||
	/\b(conversation|email|fields?|list|one|option|text|value) (above|below)\b/i.test(text);

/** A model knows no operation by the name that the editor has; with its resource, the tool can be named. */
function namesNoTool(text: string, operations: readonly string[]): boolean {
	const names = [...operations].sort((one, other) => other.length - one.length);
	const named = new RegExp(
		`(?<![A-Z][\\w-]* )\\b(${names.map((name) => name.replace(/[()]/g, '\\$&')).join('|')})( and [A-Z]\\w+)? (can|does|gave|gives?|has|have|lists?|returned|returns?|shows?)\\b`,
	);
	return named.test(text);
}
