import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { compact } from '../transport/body';
import { defineProperty, type Property } from './property';

/** An option of every operation with a body: what Genesys takes and no field of the node sets. */
export const bodyOption = defineProperty({
	displayName: 'Body Fields (JSON)',
	name: 'bodyJson',
	type: 'json',
	shape: 'object',
	default: '{}',
	description:
		'One JSON object with more fields of the request body, by the names that Genesys gives them, e.g. {"subject": "Your order"}. They win over the fields of this node.',
});

/** A body of the fields that have a value, and those that were given as JSON. */
export function bodyOf(
	fields: Record<string, unknown>,
	{ bodyJson }: { bodyJson?: IDataObject } = {},
): IDataObject {
	return { ...compact(fields), ...bodyJson };
}

/**
 * An update that changes nothing is a mistake of who asked for it, and would end as a success.
 *
 * @param changes what is to change, by its names
 * @param fields where it can be given; of a collection, each of its fields is named
 * @throws UserError when there is nothing to change
 */
export function checkChanges(
	changes: object,
	fields: ReadonlyArray<Pick<Property, 'displayName' | 'type' | 'options'>>,
): void {
	if (Object.keys(changes).length > 0) return;
	const names = fields.flatMap(({ displayName, type, options = [] }) =>
		type === 'collection' ? options.map((one) => (one as Property).displayName) : displayName,
	);
	throw new UserError('There is nothing to update', {
		description: `Give at least one of these fields: ${names.join(', ')}.`,
	});
}
