import type { INodeParameters, INodeType } from 'n8n-workflow';
import type { Simulator } from '../../../simulator';
import { startSimulator } from '../../../simulator';
import type { Credentials } from '../../harness/additionalData';
import { openEditor } from '../../harness/editor';
import {
	cloudCredential,
	keyCredential,
	oAuth2Credential,
	signedInCredential,
	webServicesCredential,
} from '../../harness/genesysCredentials';
import { loadPackage } from '../../harness/package';
import { openRecorder, type Exchange, type Recording } from './recordings';

/** A list that the editor offers for a field, and what an honest server said when it was asked for. */
export interface ListRecording extends Pick<Recording, 'node' | 'way' | 'parameters'> {
	/** With the node before it. */
	name: string;
	method: string;
	isSearch: boolean;
	exchanges: Exchange[];
}

const CREDENTIALS: Record<string, (sim: Simulator) => Credentials | Promise<Credentials>> = {
	apiKey: keyCredential,
	oAuth2: oAuth2Credential,
	token: signedInCredential,
	webServices: webServicesCredential,
	cloud: cloudCredential,
};

/** Asks for a list as the editor does: of a search, for what begins so. */
export async function askFor(
	{ node, method, isSearch, parameters }: Omit<ListRecording, 'exchanges'>,
	credentials: Credentials,
	filter?: string,
) {
	const editor = await openEditor({ node, credentials, parameters });
	if (!isSearch) return { results: await editor.load(method) };
	return (await editor.search(method, filter)) ?? { results: [] };
}

/** Each list of each action node, by each credential that an operation of the node was recorded with. */
export async function recordLists(recordings: readonly Recording[]): Promise<ListRecording[]> {
	const sim = await startSimulator({ seed: 1, statistics: { tickMs: 0 } });
	const recorder = await openRecorder(sim);
	const loader = await loadPackage();
	const setups = new Map(recordings.map((one) => [`${one.node} by ${one.way}`, one]));
	const lists: ListRecording[] = [];
	try {
		for (const [setup, { node, way, parameters }] of setups) {
			const { methods = {} } = loader.getNode(node).type as INodeType;
			const kinds = [methods.listSearch, methods.loadOptions];
			const all = kinds.flatMap((kind, index) =>
				Object.keys(kind ?? {}).map((method) => ({ method, isSearch: index === 0 })),
			);
			for (const one of all) {
				const list = {
					...one,
					node,
					way,
					parameters: withoutValues(parameters),
					name: `${setup} ${one.method}`,
				};
				recorder.sim.control.requests.clear();
				await askFor(list, await CREDENTIALS[way](recorder.sim)).catch(() => undefined);
				lists.push({ ...list, exchanges: recorder.runs.at(-1) ?? [] });
			}
		}
		return lists;
	} finally {
		recorder.close();
		await sim.close();
	}
}

/** What a node is set to, without what is in the fields of its operation. */
function withoutValues({
	api,
	authentication,
	resource,
	operation,
}: INodeParameters): INodeParameters {
	return {
		...(api ? { api } : {}),
		...(authentication ? { authentication } : {}),
		resource,
		operation,
	};
}
