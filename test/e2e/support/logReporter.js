/** Says where n8n's log is when a test failed, and keeps it (see globalTeardown.ts). */
module.exports = class LogReporter {
	onRunComplete(_contexts, { numFailedTests, numFailedTestSuites }) {
		if (numFailedTests + numFailedTestSuites === 0) return;
		process.env.E2E_KEEP_FOLDER = '1';
		const folder = process.env.E2E_FOLDER;
		if (folder) process.stderr.write(`\nn8n's log and data are kept in ${folder}\n`);
	}
};
