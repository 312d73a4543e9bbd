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

test.each([
	['docs/a.md', `see ${ROOT}/docs`, ROOT],
	['docs/a.md', `see /${'home'}/me/n8n`, `/${'home'}/`],
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
	['docs/a.md', `my${'/home'}/1 and https://example.com${'/home'}/1`],
	['nodes/a.ts', 'the same as anything; company: anyone'],
	['package-lock.json', `sha512-${'XX'}X+${late}==`],
])('in %s, "%s" is fine', (file, text) => {
	expect(wordsIn(file, text)).toEqual([]);
});
