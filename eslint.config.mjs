import { buildScanConfig } from '@n8n/scan-community-package/scanner/scanner.mjs';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

const SHIPPED = ['package.json', '{nodes,credentials}/**/*.{ts,json}'];

/** What n8n's own package scan checks, limited to what is shipped: `test/nodes` is not. */
const scan = (await buildScanConfig()).map((config) => ({
	...config,
	files:
		config.files?.map((pattern) => pattern.replace(/^\*\*\/(nodes|credentials)/, '$1')) ?? SHIPPED,
}));

export default [
	{
		ignores: [
			'dist/**',
			'node_modules/**',
			'tools/n8n/host/**',
			'**/package-lock.json',
			'examples/**',
		],
	},
	...scan,
	...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
	{
		files: ['**/*.ts'],
		rules: {
			eqeqeq: 'error',
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
			],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
		},
	},
	{
		files: ['{demo,test}/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{ patterns: [{ group: ['**/tools/n8n/*'], message: 'Its index.ts is the only door.' }] },
			],
		},
	},
	{
		// What a node class has is described by n8n.
		files: ['nodes/**/*.ts'],
		ignores: ['nodes/**/*.node.ts'],
		plugins: { jsdoc },
		rules: {
			'jsdoc/require-jsdoc': [
				'error',
				{
					publicOnly: true,
					enableFixer: false,
					checkConstructors: false,
					require: {
						ArrowFunctionExpression: true,
						FunctionExpression: true,
						MethodDefinition: true,
					},
				},
			],
		},
	},
];
