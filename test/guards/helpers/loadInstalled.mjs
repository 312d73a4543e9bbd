/**
 * Loads an installed package as n8n does, in a process of its own so that nothing else resolves than what is there, and
 * prints what came out. Arguments: the folder of the package, and the path of n8n-core.
 */
import { createRequire } from 'node:module';

const [folder, core] = process.argv.slice(2);
const require = createRequire(core);
require('reflect-metadata');
const { PackageDirectoryLoader } = require(core);

const loader = new PackageDirectoryLoader(folder);
await loader.loadAll();
const nodes = Object.keys(loader.known.nodes).map((name) => {
	const { description } = loader.getNode(name).type;
	const { iconUrl, codex, properties } = description;
	return { name, iconUrl, categories: codex?.categories, properties: properties.length };
});
const credentials = Object.keys(loader.known.credentials).map((name) => {
	const { iconUrl, properties } = loader.getCredential(name).type;
	return { name, iconUrl, properties: properties.length };
});
process.stdout.write(JSON.stringify({ nodes, credentials }));
process.exit(0);
