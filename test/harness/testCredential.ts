import { CredentialTestContext, ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialTestFunction,
	INode,
	INodeCredentialTestResult,
	INodeType,
	NodeApiError,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import { additionalData, asDecrypted, type Credentials } from './additionalData';
import { credentialType, loadPackage } from './package';

/**
 * Tests a credential as n8n's server does when it is saved: by the function of a node, or by the request that the type declares, which n8n-core
 * sends as it sends those of a declarative node. Tokens that are fetched for it are stored in `credentials`.
 */
export async function testCredential(
	type: string,
	credentials: Credentials,
): Promise<INodeCredentialTestResult> {
	const more = additionalData(credentials);
	const data = await asDecrypted(type, credentials[type]);
	const decrypted = { id: 'id', name: type, type, data };
	const byNode = await testFunction(type);
	if (byNode) return await byNode.call(new CredentialTestContext(more), decrypted);

	const { test } = await credentialType(type);
	if (!test) throw new Error(`${type} has no test`);
	const description = {
		...{ displayName: 'No Operation', name: 'noOp', group: [], version: 1, description: '' },
		...{ defaults: {}, inputs: [], outputs: [], credentials: [{ name: type, required: true }] },
		properties: [
			{
				...{ displayName: 'Temp', name: 'temp', type: 'string', default: '' },
				routing: { request: test.request },
			},
		],
	};
	const nodeType = { description } as unknown as INodeType;
	const node: INode = {
		...{ id: 'temp', name: 'Temp-Node', type: 'noOp', typeVersion: 1, position: [0, 0] },
		parameters: {},
		credentials: { [type]: { id: 'id', name: type } },
	};
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new ExecuteContext(
		...[workflow, node, more, 'internal' as const, createEmptyRunExecutionData(), 0, []],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });
	const rules = [...(test.rules ?? [])];
	try {
		await workflow.expression.acquireIsolate();
		const output = await new RoutingNode(context, nodeType, decrypted).runNode();
		const found = rules.find(
			(rule) =>
				rule.type === 'responseSuccessBody' &&
				valueAt(output?.[0][0].json, rule.properties.key) === rule.properties.value,
		);
		return found
			? failed(found.properties.message)
			: { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		const { message, cause } = error as NodeApiError & { cause?: TestFailure };
		if (!cause?.response) return failed(cause?.code ?? message);
		const { status, statusText } = cause.response;
		const found = rules.find(
			(rule) => rule.type === 'responseCode' && rule.properties.value === status,
		);
		return failed(found?.properties.message ?? statusText);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

function valueAt(json: unknown, key: string): unknown {
	return key
		.split('.')
		.reduce((value: unknown, name) => (value as Record<string, unknown> | null)?.[name], json);
}

interface TestFailure {
	code?: string;
	response?: { status: number; statusText: string };
}

/** The function of the node that says that it tests this type. */
async function testFunction(type: string): Promise<ICredentialTestFunction | undefined> {
	const loader = await loadPackage();
	for (const name of Object.keys(loader.known.nodes)) {
		const { description, methods } = loader.getNode(name).type as INodeType;
		const used = (description.credentials ?? []).find((one) => one.name === type);
		if (typeof used?.testedBy === 'string') return methods?.credentialTest?.[used.testedBy];
	}
	return undefined;
}
