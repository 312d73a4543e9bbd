import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../harness/package';

/** What is spread into a call lies on the stack, which overflows at some hundred thousand; an answer can have as many rows. */
const SPREAD =
	/\.(?:push|unshift|min|max|concat|fromCharCode|fromCodePoint)\((?:[^(){}]*,)?\s*\.\.\.(?!\[)/;

const files = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file)),
);

test('there are files to look at', () => {
	expect(files.length).toBeGreaterThan(300);
});

test('no list of unknown length is spread into a call', () => {
	const found = files.flatMap((file) =>
		readFileSync(join(ROOT, file), 'utf8')
			.split('\n')
			.flatMap((line, index) => (SPREAD.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
	);
	expect(found).toEqual([]);
});

test.each(['rows.push(...page)', 'Math.min(0, ...times)'])('%s would be found', (line) => {
	expect(line).toMatch(SPREAD);
});

test.each(["list.push(...['a', b])", 'query.set({ ...rest })'])('%s would not', (line) => {
	expect(line).not.toMatch(SPREAD);
});
