import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import { coerce } from '../../../shared/descriptions/coerce';
import { defineProperty } from '../../../shared/descriptions/property';
import type { ApiRequest, Explanations, Send } from '../../../shared/transport/api';
import { isObject } from '../../../shared/transport/body';
import { workitemNotFound } from './workitem';

/** What an update does to properties. The names are those of the document, besides the first, which the node sorts into them. */
export interface Changes {
	/** Changed where the workitem has them, added where it does not. */
	addedOrChangedProperties?: IDataObject;
	addedProperties?: IDataObject;
	changedProperties?: IDataObject;
	deletedProperties?: string[];
}

export const propertyAction = defineProperty({
	displayName: 'Action on Properties',
	name: 'propertyAction',
	type: 'options',
	options: [
		{
			name: 'Add',
			value: 'addedProperties',
			description: 'For properties that the workitem does not have yet',
		},
		{
			name: 'Add or Change',
			value: 'addedOrChangedProperties',
			description:
				'Change those that the workitem has, and add the others. The workitem is read first, to tell which is which.',
		},
		{
			name: 'Change',
			value: 'changedProperties',
			description: 'For properties that the workitem has already',
		},
	],
	default: 'addedOrChangedProperties',
	description: 'What the fields do to the properties of the workitem',
});

export const deletedProperties = text(
	'deletedProperties',
	'Properties to Delete',
	'Comma-separated names, or a list of names by an expression',
	{ commaSeparated: true, placeholder: 'e.g. Queue, Owner' },
);

const KINDS = [
	'addedOrChangedProperties',
	'addedProperties',
	'changedProperties',
	'deletedProperties',
];

/**
 * Changes written as JSON, with any of the names of `Changes`.
 *
 * @throws UserError when it has another name, properties without values, or something else than names to delete
 */
export function changesFromJson({ deletedProperties: deleted, ...lists }: IDataObject): Changes {
	for (const [name, list] of Object.entries(lists)) {
		if (!KINDS.includes(name)) {
			throw new UserError(`An update has no "${name}"`, {
				description: `It has: ${KINDS.join(', ')}.`,
			});
		}
		if (!isObject(list)) {
			throw new UserError(`The "${name}" of this update are not an object`, {
				description: 'Write them as {"name": "value"}.',
			});
		}
	}
	return { ...lists, deletedProperties: coerce(deletedProperties, deleted, '') as string[] };
}

/**
 * The changes themselves.
 *
 * @throws UserError when a property is in two lists, of which only one can be meant
 */
export function withoutContradiction(changes: Changes): Changes {
	const { deletedProperties: deleted = [], ...lists } = changes;
	const names = [...Object.values(lists).flatMap(Object.keys), ...new Set(deleted)];
	const seen = new Set<string>();
	const twice = names.find((name) => seen.size === seen.add(name).size);
	if (twice === undefined) return changes;
	throw new UserError(`The property "${twice}" is in two lists of this update`, {
		description:
			'Leave it in one of them: to add or change, to add, to change, or to delete. "Inputs to Ignore" leaves out a field of the input.',
	});
}

/**
 * The request that carries out the changes. For properties to add or change the workitem is read first: Genesys takes what
 * is added apart from what is changed, and what somebody else adds or deletes between the two requests is not noticed.
 *
 * @param workitemPath of the workitem, as in the request for it
 * @param explanations of its failure, and of that of reading the workitem
 * @throws UserError when Genesys does not tell which properties there are
 */
export async function updateRequest(
	workitemPath: string,
	changes: Changes,
	send: Send,
	explanations: Explanations = workitemNotFound,
): Promise<ApiRequest> {
	const { addedOrChangedProperties: either = {}, ...rest } = changes;
	const has =
		Object.keys(either).length > 0
			? await propertiesOf(workitemPath, send, explanations)
			: new Set();
	const part = (isThere: boolean) =>
		Object.fromEntries(Object.entries(either).filter(([name]) => has.has(name) === isThere));
	const data = {
		changedProperties: { ...rest.changedProperties, ...part(true) },
		addedProperties: { ...rest.addedProperties, ...part(false) },
		deletedProperties: rest.deletedProperties ?? [],
	};
	return {
		method: 'POST',
		path: `${workitemPath}/update`,
		body: { data: withoutEmpty(data) },
		// Values are set, not added up: what arrives twice leaves the same workitem, or is refused.
		idempotent: true,
		explanations,
	};
}

/** The names of the properties that the workitem has now. */
async function propertiesOf(
	path: string,
	send: Send,
	explanations: Explanations,
): Promise<Set<string>> {
	const response = await send({ method: 'GET', path, explanations });
	const { userData } = response.thing();
	if (userData === null) return new Set();
	if (isObject(userData)) return new Set(Object.keys(userData));
	throw new UserError('Genesys does not tell which properties this workitem has', {
		description:
			'The workitem comes without "userData", so the node cannot tell what to add from what to change. Use Add or Change in place of Add or Change together.',
	});
}

/** The lists that have something in them. */
export const withoutEmpty = (lists: object): IDataObject =>
	Object.fromEntries(
		Object.entries(lists).filter(([, list]) => Object.keys((list ?? {}) as object).length > 0),
	);
