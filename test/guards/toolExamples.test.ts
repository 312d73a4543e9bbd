import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { generateZodSchema, traverseNodeParameters, type FromAIArgument } from 'n8n-workflow';
import type { Workflow } from '../../tools/n8n';
import { ROOT } from '../harness/package';
import { toolName } from './helpers/toolNodes';
import { toolExamples, workflowOf } from './helpers/toolExamples';

/** The examples in which a model uses nodes as its tools are made from the descriptions of the nodes. */
const STALE =
	'The nodes have changed since these workflows were made. Run UPDATE_EXAMPLES=1 npx jest test/guards/toolExamples and commit them.';

const made: Array<{ file: string; workflow: Workflow }> = [];

beforeAll(async () => {
	for (const example of toolExamples) {
		const { file } = example;
		const workflow = await workflowOf(example);
		made.push({ file, workflow });
		if (process.env.UPDATE_EXAMPLES === '1') {
			const path = join(ROOT, 'examples', file);
			writeFileSync(path, JSON.stringify(workflow, null, '\t'));
			execFileSync('npx', ['prettier', '--write', path], { cwd: ROOT });
		}
	}
});

test('each workflow is as it is made now', () => {
	for (const { file, workflow } of made) {
		const path = join(ROOT, 'examples', file);
		const saved = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : {};
		expect({ saved, ...(isDeepStrictEqual(saved, workflow) ? {} : { what: STALE }) }).toEqual({
			saved: workflow,
		});
	}
});

test('the tools of a model have names of their own, of 64 characters at most', () => {
	for (const { workflow } of made) {
		const names = workflow.nodes.filter(({ type }) => type.endsWith('Tool')).map(toolName);
		expect(names.length).toBeGreaterThan(0);
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
		expect(names.filter((name) => !/^[\w-]{1,64}$/.test(name))).toEqual([]);
	}
});

test('a tool has each parameter once, with words that say what it is', () => {
	const problems = made.flatMap(({ workflow }) =>
		workflow.nodes.flatMap(({ name, parameters }) => {
			const found: FromAIArgument[] = [];
			traverseNodeParameters(parameters, found);
			const keys = found.map(({ key }) => key);
			return found
				.filter(({ key, description = '' }, index) => {
					return keys.indexOf(key) !== index || !/^[^:]+: (?!e\.g\.)./.test(description);
				})
				.map(({ key, description }) => `${name}, ${key}: ${description}`);
		}),
	);
	expect(problems).toEqual([]);
});

test('what may be left out has a default that n8n accepts', () => {
	const found: FromAIArgument[] = [];
	made.forEach(({ workflow }) => traverseNodeParameters(workflow.nodes as never, found));
	const optional = found.filter(({ defaultValue }) => defaultValue !== undefined);
	const refused = optional.filter(
		(argument) => !generateZodSchema(argument).safeParse(undefined).success,
	);
	expect(optional.length).toBeGreaterThan(100);
	expect(refused).toEqual([]);
});
