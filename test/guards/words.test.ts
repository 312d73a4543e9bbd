import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../harness/package';
import { filesInGit } from './helpers/folders';
import { wordsIn } from './helpers/words';

const isText = (bytes: Buffer) => !bytes.includes(0);

test('no file has words that do not belong', () => {
	const found = filesInGit(ROOT)
		// A file that was deleted is still listed until the deletion is committed.
		.filter((file) => lstatSync(join(ROOT, file), { throwIfNoEntry: false })?.isFile())
		.flatMap((file) => {
			const bytes = readFileSync(join(ROOT, file));
			const names = isText(bytes) ? wordsIn(file, bytes.toString('utf8')) : [];
			return names.map((name) => `${file}: ${name}`);
		});
	expect(found).toEqual([]);
});

const late = ['TO', 'DO'].join('');
const away = ['../sha', 'red'].join('');

test.each([
	['docs/a.md', `see /${'work'}/main`, `/${'work'}/`],
	['docs/a.md', `see ${away}/design.md`, away],
	['nodes/GenesysA/a.ts', `// as in ${away}/design.md`, away],
	['package-lock.json', `https://${'registry'}.npmjs.org/a`, `${'registry'}.npmjs`],
	['simulator/a.ts', `// ${late}: later`, late],
	['test/a.test.ts', `test${'.only'}('a', () => {});`, `${'.only'}(`],
	['test/a.test.ts', `describe${'.skip'}('a', () => {});`, `${'.skip'}(`],
	['credentials/A.ts', `(a as ${'any'}).b`, `as ${'any'}`],
	['demo/a.ts', `// ${'@ts-'}ignore`, `${'@ts-'}ignore`],
	['nodes/a.ts', `/* ${'eslint'}-disable */`, `${'eslint'}-disable`],
])('in %s, "%s" would be found', (file, text, name) => {
	expect(wordsIn(file, text)).toEqual([name]);
});

test.each([
	['nodes/GenesysA/a.ts', `import { a } from '${away}/engine/run';`],
	['docs/a.md', 'a network/worker, homework/1 and https://example.com/work/1'],
	['nodes/a.ts', 'the same as anything; company: anyone'],
	['package-lock.json', `sha512-${'XX'}X+${late}==`],
])('in %s, "%s" is fine', (file, text) => {
	expect(wordsIn(file, text)).toEqual([]);
});
