import type { IDataObject } from 'n8n-workflow';
import { newOnes, remember } from '../../../nodes/GenesysExportTrigger/seen';
import type { State } from '../../../nodes/GenesysExportTrigger/state';

const untold = (from: number, count: number): IDataObject[] =>
	Array.from({ length: count }, (_, n) => ({ id: `run-${from + n}` }));
const dated = (count: number): IDataObject[] =>
	untold(0, count).map((record, n) => ({ ...record, createdDate: 1_700_000_000_000 + n * 60_000 }));
const size = ({ seen = {} }: State) => Object.keys(seen).length;

test('of records that nothing places, those that were not read last are forgotten beyond 10,000', () => {
	const state: State = {};
	remember([], true, state);
	for (let from = 0; from < 15_000; from += 1000) {
		const records = untold(from, 1000);
		expect(newOnes(records, state)).toHaveLength(1000);
		remember(records, true, state);
	}
	expect(size(state)).toBe(11_000);
	// They are gone from a history that was read to its end: what comes is new.
	expect(newOnes(untold(14_000, 1100), state)).toHaveLength(100);
});

test('of a history that was not read to its end, a record that may have been forgotten does not pass for new', () => {
	const state: State = {};
	remember([{ id: 1, createdDate: 1_700_000_000_000 }], true, state);
	for (let from = 0; from < 20_000; from += 1000) remember(untold(from, 1000), false, state);
	expect(size(state)).toBeLessThan(12_000);
	expect(newOnes(untold(0, 1000), state)).toEqual([]);
});

test('all of a long list are remembered, and an answer without any does not change that', () => {
	const state: State = {};
	const records = untold(0, 30_000);
	remember(records, true, state);
	remember([], true, state);
	expect(newOnes(records, state)).toEqual([]);
});

test('records whose dates cannot be read any more are known again', () => {
	const state: State = {};
	remember(dated(5000), true, state);
	expect(newOnes(untold(0, 5000), state)).toEqual([]);
	expect(newOnes(untold(5000, 1), state)).toHaveLength(1);
});
