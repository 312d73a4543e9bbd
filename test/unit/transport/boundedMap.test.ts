import { BoundedMap } from '../../../nodes/shared/transport/boundedMap';

test('forgets what was set first, once there are more than it may hold', () => {
	const map = new BoundedMap<string, number>(2);
	map.set('a', 1).set('b', 2).set('a', 3);
	expect([...map]).toEqual([
		['a', 3],
		['b', 2],
	]);
	map.set('c', 4);
	expect([...map.keys()]).toEqual(['b', 'c']);
});
