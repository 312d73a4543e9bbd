import type { IDataObject, INode, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import type { Credentials } from '../harness/additionalData';
import {
	channelCredential,
	cloudCredential,
	signedInCredential,
	webServicesCredential,
} from '../harness/genesysCredentials';
import { runNode } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';
import { builtNodes, isTrigger, viewsOf, type BuiltNode, type View } from './helpers/descriptions';

/**
 * What the fields give as an example works as it stands: somebody who tries an operation types it in as it is, and the simulator
 * that comes with the package has what is named. Not what only a server can name: an ID that it has made.
 */
const sim = withSimulator({ statistics: { tickMs: 0 } });

/** Nor what is already known, or is the item of another node. */
const NOT_TYPED =
	/^(conversation|meeting|subscription|interaction|message)Id$|Uri$|^userName$|Password$/;

/** They need a file, a document that a server has, or the item of a trigger. */
const NOT_ALONE = [
	'genesysCloudConversations.fax.send',
	'genesysMessaging.message.reply',
	'genesysMessaging.message.sendRichMedia',
];

/** A message needs one of several contents, none of which is required. */
const CONTENT = ['text', 'textBody'];

const byClient = (resource?: string) => /^(openMessaging|agentless)$/.test(resource ?? '');

const CREDENTIALS: Record<string, (sim: Simulator, view: View) => Credentials> = {
	genesysAgentEmail: (one) => webServicesCredential(one),
	genesysCloudConversations: (one, { resource }) =>
		cloudCredential(one, byClient(resource) ? 'client' : 'user'),
	genesysMessaging: (one) => channelCredential(one),
};

/** All dates have one example: an end is after it. */
const END = { dateTo: '2026-12-01T00:00' };

/** What a field has as its example: in place of a value, or in its description, up to the end of the sentence. */
function exampleOf({ type, placeholder = '', description = '' }: INodeProperties): unknown {
	const text =
		/^e\.g\. (.+)$/.exec(placeholder)?.[1] ??
		/\be\.g\. (.+?)(?:\. |\.?$|\))/.exec(description)?.[1];
	if (type === 'multiOptions') return text?.split(', ');
	return type === 'dateTime' ? text?.split(',')[0] : text;
}

const isBlank = (value: unknown) =>
	!value || String(value) === '' || (Array.isArray(value) && value.length === 0);

interface Tried {
	operation: string;
	view: View;
	node: string;
	parameters: IDataObject;
}

/** An operation of which the examples say all that it needs; undefined where a server has to have made something. */
function triedOf({ description }: BuiltNode, view: View): Tried | undefined {
	const { resource, operation } = view;
	const place = { typeVersion: [description.version].flat().at(-1) } as INode;
	const whole = NodeHelpers.getNodeParameters(
		description.properties,
		{ resource, operation } as INodeParameters,
		...([true, false, place, description] as const),
	) as INodeParameters;
	const needed = view.properties
		.filter((property) => NodeHelpers.displayParameter(whole, property, place, description))
		.filter(({ required, type, name }) => {
			const initial = whole[name];
			return (
				required && (type === 'resourceLocator' || isBlank(initial) || /^=/.test(String(initial)))
			);
		});
	const examples = needed
		.filter(({ type, name, default: initial }) => {
			return type !== 'resourceLocator' && isBlank(initial) && !NOT_TYPED.test(name);
		})
		.map((property) => [property.name, exampleOf(property)])
		.filter(([, example]) => example !== undefined);
	const name = `${description.name}.${view.name}`;
	if (needed.length === 0 || examples.length < needed.length || NOT_ALONE.includes(name))
		return undefined;
	const written = CONTENT.filter((content) => whole[content] === '').map((content) => [
		content,
		'Hello',
	]);
	const filled = Object.fromEntries([...written, ...examples]) as IDataObject;
	const parameters = { resource, operation, ...filled, ...('dateTo' in filled ? END : {}) };
	return { operation: name, view, node: description.name, parameters };
}

let tried: Tried[];

beforeAll(async () => {
	const nodes = (await builtNodes()).filter(({ description }) => !isTrigger(description));
	tried = nodes.flatMap((node) =>
		viewsOf(node.description).flatMap((view) => triedOf(node, view) ?? []),
	);
});

test('an operation that is filled in by its examples is carried out', async () => {
	expect(tried.length).toBeGreaterThan(5);
	const outcomes: object[] = [];
	for (const { operation, node, view, parameters } of tried) {
		await sim.control.reset();
		const credentials = (CREDENTIALS[node] ?? ((one: Simulator) => signedInCredential(one)))(
			sim,
			view,
		);
		const [type] = Object.keys(credentials);
		const authentication = type === 'genesysTokenApi' ? { authentication: 'token' } : {};
		const run = { node, parameters: { ...parameters, ...authentication } as INodeParameters };
		const { error } = await runNode({ ...run, credentials });
		outcomes.push({ operation, parameters, error: error?.message ?? '' });
	}
	expect(outcomes).toEqual(outcomes.map((one) => ({ ...one, error: '' })));
});
