import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { builtNodes, isTrigger, viewsOf } from '../contract/helpers/descriptions';
import { ROOT } from '../harness/package';
import { filesBelow } from './helpers/folders';

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;

const importsOf = (file: string) =>
	ts
		.preProcessFile(readFileSync(file, 'utf8'))
		.importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
		.map(({ fileName }) => resolve(file, '..', fileName))
		.map((path) => [`${path}.ts`, join(path, 'index.ts')].find(existsSync) ?? path);

/** All files that those in the folder of a node need, and those. */
function neededBy(node: string): Set<string> {
	const folder = join(ROOT, 'nodes', node);
	const needed = new Set(filesBelow(folder, /\.ts$/).map((file) => join(folder, file)));
	for (const file of needed) for (const imported of importsOf(file)) needed.add(imported);
	return needed;
}

// How it is counted, and the figures, are in docs/architecture.md.
test('all in, an operation of Genesys Cloud Conversations costs fewer lines than one of any other node', async () => {
	const nodes = (await builtNodes())
		.filter(({ description }) => !isTrigger(description))
		.map(({ className, description }) => ({
			className,
			operations: viewsOf(description).length,
			needed: neededBy(className),
		}));
	const usersOf = (file: string) => nodes.filter(({ needed }) => needed.has(file)).length;
	const costs = nodes.map(({ className, operations, needed }) => {
		const lines = [...needed].reduce((sum, file) => sum + linesOf(file) / usersOf(file), 0);
		return { className, cost: Math.round(lines / operations) };
	});
	expect(costs).toHaveLength(8);
	const [least, next] = costs.sort((a, b) => a.cost - b.cost);
	expect(least.className).toBe('GenesysCloudConversations');
	expect(least.cost).toBeLessThan(next.cost);
});
