import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { campaigns } from '../campaigns/mutations';
import { mutated } from '../campaigns/mutations/workspace';

const ROOT = join(__dirname, '../..');

/** They are run by hand: see test/campaigns/mutations/main.ts. */
describe.each(Object.entries(campaigns))('mutations for %s', (_name, { mutations }) => {
	it.each(mutations.map((one) => [one.what, one] as const))('%s', (_what, mutation) => {
		const text = readFileSync(join(ROOT, mutation.file), 'utf8');
		expect(mutation.file).toMatch(/^(nodes|credentials)\//);
		expect(mutated(text, mutation)).not.toBe(text);
	});

	it('are at least three, each with words of its own', () => {
		expect(mutations.length).toBeGreaterThanOrEqual(3);
		expect(new Set(mutations.map(({ what }) => what)).size).toBe(mutations.length);
	});
});
