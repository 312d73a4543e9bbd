const { transformSync } = require('esbuild');

/** TypeScript for jest, file by file: types are checked by lint. */
module.exports = {
	process: (source, sourcefile) =>
		transformSync(source, {
			...{ sourcefile, loader: 'ts', format: 'cjs', target: 'node20', sourcemap: 'inline' },
		}),
};
