import { NodeApiError, type INode } from 'n8n-workflow';
import { inHalves } from '../../../nodes/shared/transport/halves';

const refusal = (status: number) =>
	new NodeApiError({ name: 'Genesys' } as INode, {}, { httpCode: String(status) });

/** A server that refuses a request with one of these in it. */
function server(wrong: readonly number[], status = 400) {
	const asked: number[] = [];
	return {
		asked,
		attempt: async (part: readonly number[]) => {
			asked.push(part.length);
			if (part.some((one) => wrong.includes(one))) throw refusal(status);
			return part.map((one) => ({ one }));
		},
	};
}
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const failed = (results: unknown[]) =>
	results.flatMap((result, index) => (result instanceof Error ? [index] : []));

test('what is right takes one request, and nothing takes none', async () => {
	const { asked, attempt } = server([]);
	expect(await inHalves(numbers(100), attempt)).toEqual(numbers(100).map((one) => ({ one })));
	expect(await inHalves([], attempt)).toEqual([]);
	expect(asked).toEqual([100]);
});

test('one that is wrong is found, and costs no other', async () => {
	const { asked, attempt } = server([61]);
	const results = await inHalves(numbers(100), attempt);
	expect(failed(results)).toEqual([61]);
	expect(results[62]).toEqual({ one: 62 });
	expect(asked.length).toBeLessThan(20);
});

test('many that are wrong cost no other', async () => {
	const wrong = numbers(30);
	expect(failed(await inHalves(numbers(32), server(wrong).attempt))).toEqual(wrong);
});

test.each([500, 401])(
	'after %i, nobody knows what was done: it is not asked again',
	async (status) => {
		const { asked, attempt } = server([1], status);
		expect(failed(await inHalves(numbers(4), attempt))).toEqual([0, 1, 2, 3]);
		expect(asked).toEqual([4]);
	},
);
