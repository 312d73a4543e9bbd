/** Says where n8n's log is when a test failed, and lets globalTeardown.ts keep it. */
module.exports = class LogReporter {
	onRunComplete(_contexts, { numFailedTests, numFailedTestSuites }) {
		if (numFailedTests + numFailedTestSuites === 0) return;
		process.env.N8N_TEST_KEEP_FOLDER = '1';
		const folder = process.env.N8N_TEST_FOLDER;
		if (folder) process.stderr.write(`\nn8n's log and data are kept in ${folder}\n`);
	}
};
