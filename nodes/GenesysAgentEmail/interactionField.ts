import { workspace } from '../shared/apis/workspace';
import { firstOf } from '../shared/descriptions/choices';
import { inOnePart, listSearch, locator } from '../shared/descriptions/locator';
import { isObject } from '../shared/transport/body';

const search = listSearch([workspace], {
	path: '/me/interactions',
	query: () => ({}),
	paging: inOnePart,
	filtersHere: true,
	choice: (row) => {
		const email = isObject(row.email_object) ? row.email_object : {};
		const id = firstOf(row, 'id');
		return { name: `${firstOf(email, 'Subject') || id} (${firstOf(row, 'state')})`, value: id };
	},
});

/** The interaction that is worked on. */
export const interactionField = locator('interactionId', 'Interaction', {
	list: { search, by: 'subject' },
	id: { placeholder: 'e.g. 00009aBHC5KC00WQ' },
});
