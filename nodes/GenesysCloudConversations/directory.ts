import { cloud } from '../shared/apis/cloud';
import { firstOf } from '../shared/descriptions/choices';
import { fromPage, listSearch, locator } from '../shared/descriptions/locator';

/** A search in a list of the organization, by a part of the name. */
const named = (path: string) =>
	listSearch([cloud], {
		path,
		query: (name) => ({ name: name && `*${name}*` }),
		paging: fromPage,
		choice: (row) => ({ name: firstOf(row, 'name', 'id'), value: firstOf(row, 'id') }),
	});

const searchQueues = named('/routing/queues');
const searchUsers = named('/users');
const searchWrapUpCodes = named('/routing/wrapupcodes');

const ways = (search: ReturnType<typeof named>) =>
	({
		list: { search, by: 'a part of the name' },
		id: { placeholder: 'e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca' },
	}) as const;

/** What is chosen from the organization, or named by its ID. */
export const queue = locator('queue', 'Queue', ways(searchQueues));
export const queueOption = locator('queue', 'Queue', { optional: true, ...ways(searchQueues) });
export const userOption = locator('user', 'User', { optional: true, ...ways(searchUsers) });
export const wrapUpCodeOption = locator('wrapUpCode', 'Wrap-Up Code', {
	optional: true,
	...ways(searchWrapUpCodes),
});
