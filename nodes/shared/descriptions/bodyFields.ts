import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { compact } from '../transport/body';
import { defineProperty } from './property';

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

/** @throws UserError when a body would change nothing */
export function checkNotEmpty(body: IDataObject): void {
	if (Object.keys(body).length > 0) return;
	throw new UserError('There is nothing to update', {
		description: 'Add what is to change under Update Fields.',
	});
}
