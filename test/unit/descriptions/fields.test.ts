import { coerce } from '../../../nodes/shared/descriptions/coerce';
import { isoDate } from '../../../nodes/shared/descriptions/dates';
import { fieldsOf, keyValues } from '../../../nodes/shared/descriptions/openFields';

const item = { json: { a: 1, b: { c: 2 }, d: null } };
const values = {
	dataMode: 'defineBelow' as const,
	inputsToIgnore: [] as string[],
	data: {},
	dataJson: {},
};

test('automatically: the input item, without the ignored fields', () => {
	expect(fieldsOf({ ...values, dataMode: 'autoMapInputData' }, item)).toEqual(item.json);
	expect(
		fieldsOf({ ...values, dataMode: 'autoMapInputData', inputsToIgnore: ['a', 'd'] }, item),
	).toEqual({ b: { c: 2 } });
});

test('one by one: values keep their type, nameless entries are left out, the last name wins', () => {
	const entries = [
		{ key: 'n', value: 1 },
		{ key: '', value: 'x' },
		{ key: 'n', value: 2 },
		{ key: 'o', value: { p: true } },
	];
	const rows = keyValues('data', 'Fields', 'Row');
	const data = { n: 2, o: { p: true } };
	expect(coerce(rows, { entries }, 'UTC')).toEqual(data);
	expect(coerce(rows, {}, 'UTC')).toEqual({});
	expect(fieldsOf({ ...values, data }, item)).toEqual(data);
});

test('as JSON', () => {
	expect(fieldsOf({ ...values, dataMode: 'json', dataJson: { x: [1] } }, item)).toEqual({ x: [1] });
});

test.each([
	['2026-11-21T09:30:00Z', '2026-11-21T09:30:00.000Z'],
	['2026-11-21T09:30:00+02:00', '2026-11-21T07:30:00.000Z'],
	// Without an offset: in the time zone of the workflow, New York here.
	['2026-11-21T09:30:00', '2026-11-21T14:30:00.000Z'],
	['2026-07-01', '2026-07-01T04:00:00.000Z'],
	[new Date('2026-11-21T09:30:00Z'), '2026-11-21T09:30:00.000Z'],
	[Date.parse('2026-11-21T09:30:00Z'), '2026-11-21T09:30:00.000Z'],
])('date %s', (value, expected) => {
	expect(isoDate(value, 'America/New_York')).toBe(expected);
});

test('no date', () => {
	expect(() => isoDate('next week', 'UTC')).toThrow('"next week" is not a date');
});
