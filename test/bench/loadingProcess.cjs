/**
 * A process that loads all nodes and credentials of the built package, as n8n does: `node loadingProcess.cjs FOLDER WHAT`.
 * `time` prints the milliseconds that it took, `descriptions` what the editor loads of each node.
 */
const { createRequire } = require('node:module');
const { join } = require('node:path');

const [folder, what] = process.argv.slice(2);
const load = createRequire(join(folder, 'package.json'));
// n8n has it loaded long before.
load('n8n-workflow');
const { n8n } = load('./package.json');

const start = performance.now();
const made = [...n8n.credentials, ...n8n.nodes].map((path) => {
	const [className] = path.split('/').at(-1).split('.');
	return new (load(`./${path}`)[className])();
});
const took = performance.now() - start;

const rows = made
	.filter(({ description }) => description)
	.map(({ description }) => ({
		name: description.displayName,
		operations: description.properties
			.filter(({ name }) => name === 'operation')
			.reduce((sum, { options }) => sum + options.length, 0),
		bytes: Buffer.byteLength(JSON.stringify(description)),
	}));
process.stdout.write(what === 'time' ? String(took) : JSON.stringify(rows));
