import { coerce } from '../../../nodes/shared/descriptions/coerce';
import type { Property } from '../../../nodes/shared/descriptions/property';

const field = { displayName: 'Field', name: 'field', default: '' };
const options = [{ name: 'A', value: 'a' }];

test.each([
	['boolean', 'is not true or false'],
	['options', 'is not a choice'],
] as const)('an object whose toString is a field is no %s', (type, words) => {
	const property = { ...field, type, options } as Property;
	for (const value of [{ toString: 'text' }, [{ toString: null }, null]])
		expect(() => coerce(property, value, 'UTC')).toThrow(words);
});
