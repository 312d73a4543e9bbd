import {
	serviceStateIn,
	updatesIn,
	type StatisticUpdate,
} from '../../../nodes/GenesysStatisticsTrigger/updates';

test('messages with and without their envelope, and what is none', () => {
	const statistics: StatisticUpdate[] = [{ statisticId: 'a', value: { n: 1 }, timestamp: 1 }];
	expect(updatesIn({ name: 'StatisticUpdate', data: { statistics } })).toEqual(statistics);
	expect(updatesIn({ statistics })).toEqual(statistics);
	expect(updatesIn({ statistics: [null, 5, { value: 1 }] })).toEqual([]);
	for (const message of [undefined, null, 'text', 5, {}, { data: null }]) {
		expect(updatesIn(message)).toEqual([]);
		expect(serviceStateIn(message)).toBeUndefined();
	}
	expect(serviceStateIn({ data: { serviceState: 'AVAILABLE' } })).toBe('AVAILABLE');
	expect(serviceStateIn({ serviceState: 'UNAVAILABLE' })).toBe('UNAVAILABLE');
});
