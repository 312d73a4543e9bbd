import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow, readJson } from '../guards/helpers/folders';
import { notified, simplified } from '../../nodes/shared/agentEmail/interaction';
import { ROOT } from '../harness/package';
import { withSimulator } from '../harness/simulator';
import { agentEmailCases } from './agentEmailCases';
import { caseExchanges, type CaseExchange } from './helpers/exchanges';
import { schemaOf, type OutputSchema } from './helpers/outputSchema';

/**
 * What a node gives, as n8n serves it before the node has run: `__schema__/v1.0.0/<resource>/<operation>.json` beside an action
 * node, whose fields the editor offers to the next one; `__schema__/v1.0.0.json` beside a trigger, of which it shows none.
 * They are what the operations give against the simulator. Write them with `UPDATE_SCHEMAS=1 npx jest test/contract/outputSchemas`.
 */
const NODES = join(ROOT, 'nodes');

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
		const file = `GenesysAgentEmail/__schema__/v1.0.0/${resource}/${operation}.json`;
		schemas[file] = schemaOf(items.map(({ json }) => json));
	}
	const told = sim.control.webServices.notifications().map(({ message }) => notified(message));
	const passedOn = told.flatMap((one) => (one ? [simplified(one)] : []));
	schemas['GenesysAgentEmailTrigger/__schema__/v1.0.0.json'] = schemaOf(passedOn);
	if (!process.env.UPDATE_SCHEMAS) return;
	for (const [file, schema] of Object.entries(schemas)) {
		mkdirSync(dirname(join(NODES, file)), { recursive: true });
		writeFileSync(join(NODES, file), `${JSON.stringify(schema, null, '\t')}\n`);
	}
}, 120_000);

test('each operation has a schema, which is what it gives', () => {
	const files = filesBelow(NODES, /\/__schema__\//);
	const written = files.map((file) => [file, readJson(join(NODES, file))] as const);
	expect(Object.fromEntries(written)).toEqual(schemas);
});

test('the fields that the next node works with are in them', () => {
	const fields = (file: string) => {
		const { properties } = schemas[file] as OutputSchema;
		return Object.keys(properties ?? {});
	};
	const ofAction = (name: string) => fields(`GenesysAgentEmail/__schema__/v1.0.0/${name}.json`);
	expect(ofAction('interaction/accept')).toEqual(['id', 'success']);
	expect(ofAction('interaction/reply')).toEqual(expect.arrayContaining(['id', 'repliesTo']));
	expect(ofAction('interaction/getAll')).toEqual(expect.arrayContaining(['id', 'capabilities']));
	expect(ofAction('attachment/upload')).toContain('documentId');
	expect(fields('GenesysAgentEmailTrigger/__schema__/v1.0.0.json')).toContain('subject');
});
