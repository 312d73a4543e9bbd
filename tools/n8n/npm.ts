import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { run, type CommandResult, type RunOptions } from './processes';

/**
 * The environment for an npm that works in a folder other than the one this process was started
 * for: `npm run` hands its scripts the settings and the paths of the project it runs in.
 */
function npmEnvironment(): NodeJS.ProcessEnv {
	const env = { ...process.env };
	for (const name of Object.keys(env)) {
		if (/^npm_(package|lifecycle)_/i.test(name)) delete env[name];
	}
	delete env.npm_config_local_prefix;
	delete env.npm_config_ignore_scripts;
	delete env.npm_command;
	delete env.INIT_CWD;
	return env;
}

/** npm as a Node script where it can be found (works on Windows without a shell), else from the PATH. */
function npmCommand(): { command: string; args: string[] } {
	const candidates = [
		process.env.npm_execpath,
		join(process.execPath, '..', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
	];
	for (const script of candidates) {
		if (script?.endsWith('npm-cli.js') && existsSync(script)) {
			return { command: process.execPath, args: [script] };
		}
	}
	return { command: 'npm', args: [] };
}

/**
 * Runs npm to its end in the given folder; `env` adds to the environment. A failed npm throws nothing: look at `code`.
 *
 * @throws an error that says what to install when there is no npm.
 */
export async function npm(args: string[], options: RunOptions): Promise<CommandResult> {
	const npmScript = npmCommand();
	try {
		return await run(npmScript.command, [...npmScript.args, ...args], {
			...options,
			env: { ...npmEnvironment(), ...options.env },
		});
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			throw new Error(
				'npm was not found. Install Node.js with npm (https://nodejs.org), then try again.',
			);
		}
		throw error;
	}
}

/** Well-known reasons for a failed npm, each with what to do about it. */
const REASONS: Array<[RegExp, string]> = [
	[/ENOSPC|no space left/i, 'The disk is full. Free some space and start again.'],
	// Before the network: a ready-made binary that could not be fetched is tried first, and named too.
	[
		/not found: make|gyp ERR!|node-gyp/,
		'sqlite3 could not be compiled. It needs python3, make and a C++ compiler (Debian and Ubuntu: apt-get install python3 make g++; macOS: xcode-select --install).',
	],
	[
		/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ECONNRESET|EAI_AGAIN|network|ERR_SOCKET_TIMEOUT/,
		'The npm registry could not be reached. Check the connection, and the proxy and registry settings in "npm config list".',
	],
	[
		/E401|E403/,
		'The npm registry refused access. Check the login and the registry in "npm config list".',
	],
	[
		/E404|ETARGET/,
		'The npm registry does not have a package that is needed. Check the registry in "npm config list".',
	],
	[
		/EACCES|EPERM/,
		'Files could not be written. Check the rights on the folder and on the npm cache.',
	],
	[
		/SELF_SIGNED_CERT|UNABLE_TO_VERIFY|CERT_/,
		'The certificate of the npm registry was not accepted. Set "cafile" in the npm configuration to the certificate of your network.',
	],
];

/** The likely reason for a failed npm in a sentence, taken from what it printed. */
export function explainNpmFailure(output: string): string {
	const found = REASONS.find(([pattern]) => pattern.test(output));
	if (found) return found[1];
	const lines = output.split('\n').filter((line) => /npm (error|ERR!)/.test(line));
	return lines.slice(0, 3).join('\n') || 'npm gave no reason.';
}
