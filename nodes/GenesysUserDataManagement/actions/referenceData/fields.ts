import { UserError } from 'n8n-workflow';
import { defineProperty } from '../../../shared/engine/operation';

/** The rows of a dictionary; HTTP 204 when there are none. */
export const rows = (body: unknown) => body || [];

export const ofSource = defineProperty({
	displayName: 'Source',
	name: 'source',
	type: 'string',
	default: '',
	placeholder: 'e.g. UCS',
	description: 'Only those of this data source',
});

/** @throws UserError when an older API is chosen, which does not have the request */
export function requireV10(api: string | undefined, operation: string): void {
	if (api === 'udm10') return;
	throw new UserError(`${operation} exists in User Data Management V10 only`, {
		description: 'Choose that API, or another operation.',
	});
}
