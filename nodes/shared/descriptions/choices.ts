import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** A row of a list as the editor shows it. */
export interface Choice {
	name: string;
	value: string;
}

/** The first of the fields that holds a text or a number, as text; `''` when none does. */
export function firstOf(row: IDataObject, ...fields: readonly string[]): string {
	const found = fields
		.map((field) => row[field])
		.find((value) => typeof value === 'number' || (typeof value === 'string' && value !== ''));
	return String(found ?? '');
}

/**
 * What the rows of a list offer to choose from. Rows that have nothing to be chosen by are left out.
 *
 * @param choice of one row; with the value `''` when it has none
 * @throws UserError when no row has one: Genesys may call it otherwise than is known here
 */
export function choicesOf(
	rows: readonly IDataObject[],
	choice: (row: IDataObject) => Choice,
): Choice[] {
	const choices = rows.map(choice).filter(({ value }) => value !== '');
	if (choices.length > 0 || rows.length === 0) return choices;
	throw new UserError('The rows that Genesys lists have no ID or name that is known here', {
		description: `Fields of the first row: ${fieldNames(rows[0])}. Enter the value yourself, by ID or by an expression.`,
	});
}

/** The fields that a row came with, for a message. */
export const fieldNames = (row: IDataObject) => Object.keys(row).join(', ') || 'none';

/** The choices whose name has what was typed; those without an ID are left out. */
export function filteredBy(filter: string, choices: readonly Choice[]) {
	const wanted = filter.trim().toLowerCase();
	return {
		results: choices.filter(({ name, value }) => value && name.toLowerCase().includes(wanted)),
	};
}
