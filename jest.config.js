/** Everything that needs no n8n server: guards, unit, contract, engine and trigger tests. */
module.exports = {
	// With one realm for all, packages need to be loaded only once: see runtime.js.
	testEnvironment: 'jest-environment-node-single-context',
	runtime: '<rootDir>/test/harness/jest/runtime.js',
	// Some tests only wait: three keep two cores busy.
	maxWorkers: 3,
	roots: ['<rootDir>/test'],
	testPathIgnorePatterns: ['e2e', 'examples', 'queue', 'bench'].map(
		(folder) => `<rootDir>/test/${folder}/`,
	),
	transform: {
		'^.+\\.ts$': '<rootDir>/test/harness/jest/transform.js',
		// Packages that are there as ES modules only, which jest does not load.
		'/node_modules/(openid-client|oauth4webapi|jose)/.+\\.js$':
			'<rootDir>/test/harness/jest/transform.js',
	},
	transformIgnorePatterns: ['/node_modules/(?!(openid-client|oauth4webapi|jose)/)'],
	setupFiles: ['<rootDir>/test/harness/env.js'],
	// n8n-core takes some seconds to load.
	testTimeout: 30_000,
};
