/** The packed package in n8n's queue mode: Redis, PostgreSQL and five processes of n8n serve all test files, one after the other. */
module.exports = {
	...require('../e2e/jest.config'),
	roots: ['<rootDir>/test/queue'],
	// Seven processes need more time than one.
	testTimeout: 600_000,
	globalSetup: '<rootDir>/test/queue/support/globalSetup.ts',
	globalTeardown: '<rootDir>/test/queue/support/globalTeardown.ts',
};
