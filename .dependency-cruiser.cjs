const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const PAGE = join(__dirname, 'docs/architecture.md');

/** Everything that is the project's own. */
const OWN = '^(nodes|credentials|simulator|tools|demo|test|index[.]ts)(/|$)';

/** The rows of the table in docs/architecture.md: which folder may import which. */
const arrows = [
	...readFileSync(PAGE, 'utf8')
		.split('\n| Folder | May import |\n')[1]
		.split('\n\n')[0]
		.matchAll(/^\| `(?<folder>[^`]+)` \| (?<targets>.*?) *\|$/gm),
].map(({ groups: { folder, targets } }) => ({
	folder,
	targets: [...targets.matchAll(/`([^`]+)`/g)].map(([, target]) => target),
}));

const rooms = arrows
	.map(({ folder }) => folder)
	.filter((folder) => /^nodes\/shared\//.test(folder));

/** A star is one folder, which is its own only target of that pattern. */
const below = (folder, star) => `${folder.replace('*', star)}/`;

module.exports = {
	forbidden: [
		{
			name: 'no-cycle',
			severity: 'error',
			from: { path: '^(nodes|credentials|simulator|tools|demo)/' },
			to: { circular: true },
		},
		{
			name: 'no-room-without-a-row',
			comment: 'Every folder of nodes/shared has a row in docs/architecture.md.',
			severity: 'error',
			from: {},
			to: { path: '^nodes/shared/', pathNot: rooms.map((room) => `^${below(room)}`) },
		},
		...arrows.map(({ folder, targets }) => ({
			name: `arrows-of-${folder}`,
			comment: `docs/architecture.md says what ${folder} may import.`,
			severity: 'error',
			from: { path: `^${below(folder, '([^/]+)')}` },
			to: {
				path: OWN,
				pathNot: [folder, ...targets].map((target) => `^${below(target, '$1')}`),
			},
		})),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(dist|demo/host)/' },
		// Also what is imported for its types only.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: join(__dirname, 'tsconfig.json') },
	},
};
