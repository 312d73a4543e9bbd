/** The packed package in a real n8n, with a real browser. One n8n serves all test files, one after the other. */
module.exports = {
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e'],
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': '<rootDir>/test/harness/jest/transform.js' },
	globalSetup: '<rootDir>/test/e2e/support/globalSetup.ts',
	setupFilesAfterEnv: ['<rootDir>/test/e2e/support/watchTraffic.ts'],
	globalTeardown: '<rootDir>/test/e2e/support/globalTeardown.ts',
	reporters: ['default', '<rootDir>/test/harness/logReporter.js'],
	maxWorkers: 1,
	verbose: true,
	testTimeout: 180_000,
};
