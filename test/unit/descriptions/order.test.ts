import { inOrder } from '../../../nodes/shared/descriptions/order';

const names = (...all: string[]) => all.map((name) => ({ name }));

test.each([
	['capital letters count as small ones', names('b', 'C', 'A'), names('A', 'b', 'C')],
	[
		'a word comes before what begins with it',
		names('IDs', 'ID Type', 'ID'),
		names('ID', 'ID Type', 'IDs'),
	],
])('%s', (_what, given, sorted) => {
	expect(inOrder(given, 'name')).toEqual(sorted);
});

test('what is sorted stays as it was', () => {
	const given = Object.freeze([
		{ displayName: 'Timeout', name: 'a' },
		{ displayName: 'Concurrency', name: 'b' },
	]);
	expect(inOrder(given, 'displayName').map(({ name }) => name)).toEqual(['b', 'a']);
});

test('equal names stay in the order in which they were given', () => {
	const given = [1, 2, 3].map((place) => ({ name: 'Same', place }));
	expect(inOrder(given, 'name').map(({ place }) => place)).toEqual([1, 2, 3]);
});
