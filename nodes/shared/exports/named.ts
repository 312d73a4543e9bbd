import { UserError } from 'n8n-workflow';
import type { Context } from '../engine/operation';
import type { Query } from '../transport/api';
import { choicesAt } from './loadOptions';

/** What a list of the account offers, and how the editor calls the field. */
const LISTS = {
	source: { path: '/data/sources', label: 'Source' },
	dataType: { path: '/data/types', label: 'Data Type' },
};

/** What holds these fields, besides the node itself. */
const HOLDERS = ['', 'filters.', 'changedFields.', 'updateFields.'];

type Known = Pick<Context, 'send' | 'keep' | 'isExpression'>;

/**
 * The value of a field that offers what the account has. What an expression gives, and so what a model gives, can be the name that
 * the list shows; what was picked from the list is a value of it.
 *
 * @param given the value, or the name; none stays none
 * @param query what narrows the list down
 * @throws UserError when the account has a list, and this is not in it
 */
export async function valueOf<Given extends string | undefined>(
	field: keyof typeof LISTS,
	given: Given,
	{ send, keep, isExpression }: Known,
	query: Query = {},
): Promise<Given> {
	if (!given || !HOLDERS.some((holder) => isExpression(holder + field))) return given;
	const { path, label } = LISTS[field];
	const name = `${path} ${JSON.stringify(query)}`;
	const { choices } = keep(name, () => ({
		choices: choicesAt(send, path, query),
		close: async () => {},
	}));
	const all = await choices;
	const wanted = given.trim().toLowerCase();
	const found =
		all.find(({ value }) => value === given) ??
		all.find(({ value }) => value.toLowerCase() === wanted) ??
		all.find(({ name: shown }) => shown.toLowerCase() === wanted);
	// The documents of V10 show no list: then Genesys knows better.
	if (found || all.length === 0) return (found?.value ?? given) as Given;
	throw new UserError(`"${given}" is no choice of the field "${label}"`, {
		description: `Use one of: ${all.map((one) => (one.name === one.value ? one.value : `${one.value} (${one.name})`)).join(', ')}.`,
	});
}
