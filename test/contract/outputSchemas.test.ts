import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../harness/package';
import { withSimulator } from '../harness/simulator';
import { filesBelow } from './helpers/files';
import { agentEmailCases } from './agentEmailCases';
import { caseExchanges, type CaseExchange } from './helpers/exchanges';
import { schemaOf } from './helpers/outputSchema';

/**
 * What n8n's editor offers of an operation before it has run: `__schema__/v1.0.0/<resource>/<operation>.json` beside the node.
 * They are what the operations give against the simulator. Write them with `UPDATE_SCHEMAS=1 npx jest test/contract/outputSchemas`.
 */
const FOLDER = join(ROOT, 'nodes/GenesysAgentEmail/__schema__/v1.0.0');

const sim = withSimulator({ seed: 1, samples: false, webServices: { delayMs: 1 } });
let schemas: Record<string, unknown>;

/** Set as the node is at first, as far as that changes the output. */
const isUsual = ({ wireCase: { parameters } }: CaseExchange) => {
	const { simplify = true, waitForDraft = true, options = {} } = parameters;
	return simplify && waitForDraft && !('fullAnswer' in (options as object));
};

beforeAll(async () => {
	const runs = (await caseExchanges(sim, agentEmailCases)).filter(isUsual);
	schemas = {};
	for (const user of new Set(runs.map((run) => run.user))) {
		const items = runs.filter((run) => run.user === user).flatMap(({ output }) => output);
		const [, resource, operation] = user.split('.');
		schemas[`${resource}/${operation}.json`] = schemaOf(items.map(({ json }) => json));
	}
	if (!process.env.UPDATE_SCHEMAS) return;
	for (const [file, schema] of Object.entries(schemas)) {
		mkdirSync(dirname(join(FOLDER, file)), { recursive: true });
		writeFileSync(join(FOLDER, file), `${JSON.stringify(schema, null, '\t')}\n`);
	}
}, 120_000);

test('each operation has a schema, which is what it gives', () => {
	const written = filesBelow(FOLDER).map((file) => [
		file,
		JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as unknown,
	]);
	expect(Object.fromEntries(written)).toEqual(schemas);
});

test('the fields that the next node works with are in them', () => {
	expect(schemas).toMatchObject({
		'interaction/accept.json': { properties: { id: { type: 'string' } } },
		'interaction/reply.json': { properties: { id: {}, repliesTo: { type: 'string' } } },
		'interaction/getAll.json': { properties: { capabilities: { items: { type: 'string' } } } },
		'attachment/upload.json': { properties: { documentId: { type: 'string' } } },
	});
});
