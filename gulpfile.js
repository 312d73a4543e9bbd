const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { join } = require('node:path');
const { dest, parallel, series, src, watch } = require('gulp');

const ASSETS = ['icons/*.svg', 'nodes/**/*.node.json', 'nodes/*/__schema__/**/*.json'];

const clean = () => rm('dist', { recursive: true, force: true });

/** A task that runs a program of a development dependency, and fails when that does. */
const program = (name, file, ...args) =>
	Object.assign(
		(done) => {
			spawn(process.execPath, [join('node_modules', file), ...args], { stdio: 'inherit' }).on(
				'exit',
				(code) => done(code ? new Error(`${name} found something, see above`) : undefined),
			);
		},
		{ displayName: name },
	);
const tsc = (...args) => program('tsc', 'typescript/bin/tsc', '-p', ...args);
/** The code of `dist/`, as `rollup.config.mjs` says. Its warnings are of imports that would be missing. */
const rollup = (...args) => program('rollup', 'rollup/dist/bin/rollup', '--config', ...args);

/** Icons, codex files and output schemas, which n8n reads from beside the compiled code. */
const assets = () => src(ASSETS, { base: '.', encoding: false }).pipe(dest('dist'));

const watchAssets = () => watch(ASSETS, assets);

exports.build = series(clean, parallel(rollup('--failAfterWarnings'), assets));
exports.dev = series(
	clean,
	assets,
	parallel(
		rollup('--watch', '--no-watch.clearScreen'),
		tsc('tsconfig.json', '--watch', '--preserveWatchOutput'),
		watchAssets,
	),
);
exports.lint = parallel(
	program('eslint', 'eslint/bin/eslint.js', '.'),
	program('prettier', 'prettier/bin/prettier.cjs', '--check', '.'),
	tsc('tsconfig.dev.json'),
	program(
		'imports',
		'dependency-cruiser/bin/dependency-cruise.mjs',
		...['--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
		...['nodes', 'credentials', 'simulator', 'tools', 'demo'],
	),
);
