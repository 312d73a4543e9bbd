import type { INode, INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { NodeHelpers, nodeNameToToolName } from 'n8n-workflow';
import {
	builtNodes,
	isTrigger,
	viewsOf,
	withChildren,
	type BuiltNode,
} from './helpers/descriptions';

/**
 * What a language model is given of the nodes when they are its tools. n8n makes the name and the description of a tool of the
 * action and the name of the node; what a field means, it takes from the field.
 */
let actionNodes: BuiltNode[];

beforeAll(async () => {
	actionNodes = (await builtNodes()).filter(({ description }) => !isTrigger(description));
});

interface Tool {
	/** `node resource.operation` */
	of: string;
	/** What the model calls it. */
	name: string;
	/** All that the model reads of what it does. */
	description: string;
}

/** As n8n's own functions make it, of a node that was added by an action in the editor. */
function toolsOf({ node, description }: BuiltNode): Tool[] {
	const named = description.defaults.name as string;
	return viewsOf(description).map(({ name, resource, operation }) => {
		const parameters = { resource, operation } as INodeParameters;
		const { action } = operationOf(description, resource, operation);
		const added = { name: `${action} in ${named}`, parameters } as unknown as INode;
		return {
			of: `${description.name} ${name}`,
			name: nodeNameToToolName(added),
			description: String(NodeHelpers.getToolDescriptionForNode(added, node)),
		};
	});
}

function operationOf(
	{ properties }: BuiltNode['description'],
	resource?: string,
	operation?: string,
): INodePropertyOptions {
	const found = properties
		.filter(
			({ name, displayOptions }) =>
				name === 'operation' &&
				(displayOptions?.show?.resource ?? [resource]).includes(resource as never),
		)
		.flatMap(({ options = [] }) => options as INodePropertyOptions[])
		.find(({ value }) => value === operation);
	return found as INodePropertyOptions;
}

test('the name of each tool is its own, also where n8n cuts it: two that are alike stop a whole server', () => {
	const tools = actionNodes.flatMap(toolsOf);
	const users = new Map<string, string[]>();
	for (const { name, of } of tools) users.set(name, [...(users.get(name) ?? []), of]);
	expect([...users].filter(([, same]) => same.length > 1)).toEqual([]);
	expect(tools.length).toBeGreaterThan(50);
	expect(tools.filter(({ name }) => name.length > 64 || !/^[\w-]+$/.test(name))).toEqual([]);
});

test('the description of a tool is what its action says, and where', () => {
	for (const node of actionNodes) {
		for (const { description, of } of toolsOf(node)) {
			expect([of, description]).toEqual([of, expect.stringMatching(/^[A-Z][a-z]+ .+ in Genesys /)]);
		}
	}
});

test('every operation says what it does, more than its name', () => {
	const silent = actionNodes.flatMap(({ description }) =>
		viewsOf(description).flatMap(({ name, resource, operation }) => {
			const { description: says = '', name: title } = operationOf(description, resource, operation);
			return says.split(' ').length > 2 && says !== title
				? []
				: [`${description.name} ${name}: ${says}`];
		}),
	);
	expect(silent).toEqual([]);
});

/** What the editor asks for before there is a tool. */
const CHOOSERS = ['resource', 'operation', 'authentication'];

/** These only hold other fields, under a name that every node of n8n has for them; and a notice is no field. */
const WITHOUT = ['notice', 'collection', 'fixedCollection'];

test('every field says what it is, also those of collections', () => {
	const silent = actionNodes.flatMap(({ description }) =>
		description.properties
			.flatMap((property) => withChildren(property))
			.filter(({ property: { type, name } }) => !WITHOUT.includes(type) && !CHOOSERS.includes(name))
			.filter(({ property }) => !property.description?.trim())
			.map(({ path }) => `${description.name}: ${path}`),
	);
	expect(silent).toEqual([]);
});

test('the editor loads no node of 150 kB or more', () => {
	const sizes = actionNodes.map(({ description }) => ({
		name: description.name,
		bytes: Buffer.byteLength(JSON.stringify(description)),
	}));
	expect(sizes.filter(({ bytes }) => bytes >= 150_000)).toEqual([]);
});

test('what is picked shares its name with no text: the editor takes the value along to another operation', () => {
	const mixed = actionNodes.flatMap(({ description: { name, properties } }) => {
		const picked = properties.filter(({ type }) => type === 'resourceLocator');
		return properties
			.filter((other) => other.type !== 'resourceLocator')
			.filter((other) => picked.some((one) => one.name === other.name))
			.map((other) => `${name}: ${other.name}`);
	});
	expect(mixed).toEqual([]);
});

test('what is chosen in a collection has the same choices wherever it has the same name: the editor takes it along as well', () => {
	const choices = new Map<string, Set<string>>();
	for (const { description } of actionNodes) {
		for (const { property, path } of description.properties.flatMap((one) => withChildren(one))) {
			if (property.type !== 'options' || !path.includes('.')) continue;
			const values = JSON.stringify(
				((property.options ?? []) as INodePropertyOptions[]).map(({ value }) => value),
			);
			const name = `${description.name}: ${path}`;
			choices.set(name, (choices.get(name) ?? new Set()).add(values));
		}
	}
	expect(choices.size).toBeGreaterThan(5);
	expect([...choices].filter(([, { size }]) => size > 1)).toEqual([]);
});

/** Which fields of a view the editor shows, in a workflow or in a tool. */
function shownIn(description: BuiltNode['description'], asTool: boolean, view: string): string[] {
	const { name, resource, operation, properties } = viewsOf(description).find(
		(one) => one.name === view,
	)!;
	const type = { ...description, name: description.name + (asTool ? 'Tool' : '') };
	const values = { resource, operation, downloadFiles: true } as INodeParameters;
	expect(name).toBe(view);
	return properties
		.filter((property) => NodeHelpers.displayParameter(values, property, null, type))
		.map((property) => property.name);
}

test.each([
	['genesysUserDataManagement', 'file.download', 'outputField', 'maxCharacters'],
	['genesysUserDataManagement', 'exportJob.createAndWait', 'outputField', 'maxCharacters'],
	['genesysUserDataManagement', 'certificate.upload', 'binaryPropertyName', 'fileNotice'],
	['genesysAgentEmail', 'interaction.replyAndSend', 'attachments', undefined],
	['genesysMessaging', 'message.sendRichMedia', 'binaryPropertyNames', undefined],
	['genesysSecureEmail', 'secureEmail.send', ['dataMode', 'binaryPropertyNames'], 'data'],
	['genesysAuthentication', 'user.getJwt', undefined, 'tokenNotice'],
])(
	'%s %s: what is about files is for workflows, and what a model needs is for tools',
	(node, view, own, tool) => {
		const { description } = actionNodes.find((one) => one.description.name === node)!;
		const [inWorkflow, asTool] = [false, true].map((one) => shownIn(description, one, view));
		expect(inWorkflow.filter((name) => !asTool.includes(name))).toEqual([own ?? []].flat());
		expect(asTool.filter((name) => !inWorkflow.includes(name))).toEqual([tool ?? []].flat());
	},
);
