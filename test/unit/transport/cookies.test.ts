/** @jest-environment node */
import { Cookies } from '../../../nodes/shared/transport/cookies';

test.each([
	['one header as a text', 'a=1; Path=/; Secure', { Cookie: 'a=1' }],
	['several', ['a=1', 'b="2"; Max-Age=60'], { Cookie: 'a=1; b="2"' }],
	['a later value', ['a=1', 'a=2'], { Cookie: 'a=2' }],
	['a value with =', ['a=b=='], { Cookie: 'a=b==' }],
	['Max-Age in the past', ['a=1', 'a=; max-age=0'], {}],
	['Expires in the past', ['a=1', 'a=1; expires=Thu, 01 Jan 1970 00:00:00 GMT'], {}],
	['Expires in the future', ['a=1; Expires=Fri, 01 Jan 2100 00:00:00 GMT'], { Cookie: 'a=1' }],
	['no name', ['=1', 'x'], {}],
	['no header', undefined, {}],
])('%s', (_what, header, expected) => {
	const cookies = new Cookies();
	cookies.take(header);
	expect(cookies.headers()).toEqual(expected);
});

test('a first request that fails lets the others go on', async () => {
	const cookies = new Cookies();
	let fail = (_error: Error) => {};
	const log: string[] = [];
	const all = [
		cookies.inSession(async () => await new Promise((_resolve, reject) => (fail = reject))),
		cookies.inSession(async () => log.push('second')),
		cookies.inSession(async () => log.push('third')),
	];
	await new Promise((resolve) => setImmediate(resolve));
	expect(log).toEqual([]);
	fail(new Error('first'));
	const [first] = await Promise.allSettled(all);
	expect(first.status).toBe('rejected');
	expect(log).toEqual(['second', 'third']);
});
