import { path, queryString } from '../../../nodes/shared/transport/path';

test('a value stays one segment, whatever is in it', () => {
	expect(path`/openmedia/${'a/../b'}/interactions/${'x y?z#1%'}`).toBe(
		'/openmedia/a%2F..%2Fb/interactions/x%20y%3Fz%231%25',
	);
});

test.each(['.', '..'])('a segment "%s" is refused, since it would be resolved away', (id) => {
	expect(() => path`/securemail/${id}`).toThrow('cannot be "." or ".."');
	// What would happen otherwise, encoded or not.
	expect(new URL('http://host/securemail/%2e%2e').pathname).toBe('/');
});

test('an empty value is refused, since it would address the collection', () => {
	expect(() => path`/securemail/${''}`).toThrow('is empty');
});

test('query parameters without a value are left out, the others encoded', () => {
	expect(queryString({ address: 'a+b@x.example', status: undefined, box: '', index: 0 })).toBe(
		'?address=a%2Bb%40x.example&index=0',
	);
	expect(queryString({ expand: ['a', 'b c', ''], none: [] })).toBe('?expand=a&expand=b%20c');
	expect(queryString({})).toBe('');
	expect(queryString()).toBe('');
});
