import { Workflow, type ICredentialDataDecryptedObject, type INode } from 'n8n-workflow';
import { credentialType, nodeTypes } from './package';

const NODE: INode = {
	id: 'credential',
	name: 'Credential',
	type: 'n8n-nodes-genesys.source',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A credential as n8n's server has it when it is used: with its defaults, and their expressions worked out. */
export async function filledCredential(
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<ICredentialDataDecryptedObject> {
	const { properties } = await credentialType(type);
	const defaults = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
	const all = { ...defaults, ...data } as ICredentialDataDecryptedObject;
	const types = await nodeTypes();
	const workflow = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes: types });
	return workflow.expression.getComplexParameterValue(
		NODE,
		all as never,
		'internal',
		{},
		undefined,
		undefined,
		all as never,
	) as ICredentialDataDecryptedObject;
}
