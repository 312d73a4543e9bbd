import 'reflect-metadata';
import { join } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType, INodeTypes } from 'n8n-workflow';

export const ROOT = join(__dirname, '../..');

let loading: Promise<PackageDirectoryLoader> | undefined;

/** The built package, loaded from `dist` the way n8n loads an installed one. */
export async function loadPackage(): Promise<PackageDirectoryLoader> {
	loading ??= (async () => {
		const loader = new PackageDirectoryLoader(ROOT);
		await loader.loadAll();
		return loader;
	})();
	return await loading;
}

/** Stands in for n8n's Manual Trigger: gives the items that a test feeds into the workflow. */
function sourceNode(): INodeType {
	return {
		description: {
			displayName: 'Source',
			name: 'source',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			return [this.getInputData()];
		},
	};
}

/** Node types of the package under their community names (`n8n-nodes-genesys.…`), and the stand-in source. */
export async function nodeTypes(extra: Record<string, INodeType> = {}): Promise<INodeTypes> {
	const loader = await loadPackage();
	const byName = (type: string) => {
		const name = type.split('.').pop() as string;
		const found = name === 'source' ? sourceNode() : (extra[name] ?? loader.getNode(name).type);
		return found as INodeType;
	};
	return {
		getByName: byName,
		getByNameAndVersion: byName,
		getKnownTypes: () => loader.known.nodes,
	};
}

export async function credentialType(name: string): Promise<ICredentialType> {
	return (await loadPackage()).getCredential(name).type;
}
