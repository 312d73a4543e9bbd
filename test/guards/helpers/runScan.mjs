/**
 * Runs n8n's package scan in a process of its own, since it is an ES module. Reads a list of jobs as JSON from its
 * input and writes the list of their results; `scan.ts` describes both.
 */
import { text } from 'node:stream/consumers';
import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';

const PATTERNS = { source: SOURCE_FILE_PATTERNS, tarball: ['**/*.js', 'package.json'] };

/** ESLint as the scan sets it up. */
const eslintIn = async (folder) =>
	new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});

const findings = (folder, results) =>
	results.flatMap(({ filePath, messages }) =>
		messages.map(({ ruleId, severity, message, line }) => ({
			file: filePath.slice(folder.length + 1).replaceAll('\\', '/'),
			line,
			rule: ruleId,
			severity: severity === 2 ? 'error' : 'warning',
			message,
		})),
	);

async function run({ folder, leg, file, code }) {
	if (code !== undefined) {
		const eslint = await eslintIn(folder);
		return { findings: findings(folder, await eslint.lintText(code, { filePath: file })) };
	}
	const { passed } = await analyzePackage(folder, PATTERNS[leg]);
	return { passed, files: lastResults.length, findings: findings(folder, lastResults) };
}

/** What the scan made ESLint find: the scan itself says nothing about warnings. */
let lastResults = [];
const { lintFiles } = ESLint.prototype;
ESLint.prototype.lintFiles = async function (patterns) {
	lastResults = await lintFiles.call(this, patterns);
	return lastResults;
};

const results = [];
for (const job of JSON.parse(await text(process.stdin))) results.push(await run(job));
process.stdout.write(JSON.stringify(results));
