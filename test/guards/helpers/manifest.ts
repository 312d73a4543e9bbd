export interface Manifest {
	name: string;
	repository: { url: string };
	dependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	files?: string[];
	scripts?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

/**
 * What n8n's verification or an installation would stumble over.
 *
 * @param built files below dist, as `dist/…`
 */
export function manifestProblems(manifest: Manifest & object, built: string[]): string[] {
	const problems: string[] = [];
	const check = (fine: boolean, problem: string) => fine || problems.push(problem);

	check(Object.keys(manifest.dependencies ?? {}).length === 0, 'has dependencies');
	check(
		JSON.stringify(manifest.peerDependencies) === '{"n8n-workflow":"*"}',
		'peerDependencies are not exactly {"n8n-workflow":"*"}',
	);
	check(JSON.stringify(manifest.files) === '["dist"]', 'files is not exactly ["dist"]');
	for (const name of [
		'overrides',
		'resolutions',
		'bundleDependencies',
		'bundledDependencies',
		'optionalDependencies',
		'bin',
	]) {
		check(!(name in manifest), `has ${name}`);
	}
	for (const name of Object.keys(manifest.scripts ?? {})) {
		check(!INSTALL_SCRIPTS.includes(name), `has the script ${name}`);
	}
	// n8n's rule package-name-convention takes every object in a list for a package.
	for (const path of objectsInLists(manifest)) problems.push(`has an object in the list ${path}`);
	problems.push(...listProblems('nodes', manifest.n8n.nodes, built));
	problems.push(...listProblems('credentials', manifest.n8n.credentials, built));
	return problems;
}

const INSTALL_SCRIPTS = [
	'preinstall',
	'install',
	'postinstall',
	'preprepare',
	'prepare',
	'postprepare',
	'prepack',
	'postpack',
	'dependencies',
];

function listProblems(kind: 'nodes' | 'credentials', listed: string[], built: string[]): string[] {
	const ending = kind === 'nodes' ? '.node.js' : '.credentials.js';
	const there = built.filter((file) => file.endsWith(ending));
	return [
		...listed.filter((file) => !built.includes(file)).map((file) => `${file} was not built`),
		...there.filter((file) => !listed.includes(file)).map((file) => `${file} is not listed`),
		...(new Set(listed).size < listed.length ? [`n8n.${kind} lists a file twice`] : []),
	];
}

function objectsInLists(value: unknown, path = ''): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) =>
		Array.isArray(value) && typeof member === 'object'
			? [path]
			: objectsInLists(member, path ? `${path}.${name}` : name),
	);
}
