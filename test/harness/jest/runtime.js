const { createRequire, isBuiltin } = require('node:module');
const { join, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

const DIST = join(__dirname, '../../../dist') + sep;

/**
 * Loads packages once per worker instead of once per test file, since n8n-core alone takes seconds. The project's own files are
 * loaded anew for each test file, also those in dist, which n8n-core loads.
 *
 * A file with `@jest-environment node` has a realm and packages of its own: what others left running does not meet its clock.
 */
module.exports = class extends Runtime {
	constructor(config, environment, ...more) {
		super(config, environment, ...more);
		this.isApart = environment.global !== globalThis;
		for (const file of Object.keys(require.cache)) {
			if (file.startsWith(DIST)) delete require.cache[file];
		}
	}

	requireModule(from, name, options, ...more) {
		const isPackage = name && /^[@\w]/.test(name) && !isBuiltin(name);
		return isPackage && !this.isApart && !options?.isInternalModule
			? createRequire(from)(name)
			: super.requireModule(from, name, options, ...more);
	}
};
