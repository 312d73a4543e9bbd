/** Every example workflow in the demo: a real n8n, the simulator and the stand-ins, which all test files share. */
module.exports = {
	rootDir: '../..',
	roots: ['<rootDir>/test/examples'],
	testEnvironment: '<rootDir>/test/examples/support/environment.ts',
	transform: { '^.+\\.ts$': '<rootDir>/test/harness/jest/transform.js' },
	globalSetup: '<rootDir>/test/examples/support/globalSetup.ts',
	globalTeardown: '<rootDir>/test/examples/support/globalTeardown.ts',
	reporters: ['default', '<rootDir>/test/harness/logReporter.js'],
	// The test files reach the demo within the process that started it.
	maxWorkers: 1,
	verbose: true,
	testTimeout: 180_000,
};
