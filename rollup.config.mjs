import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transform } from 'esbuild';

const ROOT = import.meta.dirname;
const SHARED = join(ROOT, 'nodes/shared/');

const { main, n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** What Node.js and n8n load, by its place in `dist/` without the ending. */
const entries = [main, ...n8n.credentials, ...n8n.nodes].map((file) =>
	file.replace(/^dist\/(.+)\.js$/, '$1'),
);

/** Imports of TypeScript, and what it is without its types, which lint checks. Each file begins with its name. */
const typescript = {
	name: 'typescript',
	resolveId(path, importer) {
		if (!path.startsWith('.')) return null;
		const file = join(dirname(importer), path);
		return [`${file}.ts`, join(file, 'index.ts')].find((one) => existsSync(one));
	},
	async transform(source, file) {
		const { code } = await transform(source, { loader: 'ts', target: 'node20' });
		const name = relative(ROOT, file).replaceAll('\\', '/');
		return code.replace(/^(import [^;]+;\n)*/, (imports) => `${imports}// ${name}\n`);
	},
};

/**
 * A file for each node and credential, where n8n looks for it, with what it alone needs, and one for what they share: n8n loads
 * all of them when it starts, and each file takes its time.
 */
export default {
	input: Object.fromEntries(entries.map((name) => [name, join(ROOT, `${name}.ts`)])),
	external: /^[^./]/,
	plugins: [typescript],
	treeshake: { moduleSideEffects: 'no-external' },
	output: {
		dir: 'dist',
		format: 'cjs',
		entryFileNames: '[name].js',
		chunkFileNames: '[name].js',
		manualChunks: (file) => (file.startsWith(SHARED) ? 'nodes/shared' : undefined),
		// An export has the name that it has in the source.
		minifyInternalExports: false,
		hoistTransitiveImports: false,
		externalLiveBindings: false,
		generatedCode: { preset: 'es2015', symbols: false },
	},
};
