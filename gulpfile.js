const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src, watch } = require('gulp');

const ASSETS = ['icons/*.svg', 'nodes/**/*.node.json'];

const clean = () => rm('dist', { recursive: true, force: true });

/** Runs the project's own TypeScript compiler and fails the task when it fails. */
const tsc = (...args) =>
	function compile(done) {
		spawn(process.execPath, [require.resolve('typescript/bin/tsc'), ...args], {
			stdio: 'inherit',
		}).on('exit', (code) =>
			done(code ? new Error('TypeScript found errors, see above') : undefined),
		);
	};

/** Icons and codex files, which n8n reads from beside the compiled code. */
const assets = () => src(ASSETS, { base: '.', encoding: false }).pipe(dest('dist'));

const watchAssets = () => watch(ASSETS, assets);

exports.build = series(clean, parallel(tsc('-p', 'tsconfig.json'), assets));
exports.dev = series(exports.build, parallel(tsc('-p', 'tsconfig.json', '--watch'), watchAssets));
