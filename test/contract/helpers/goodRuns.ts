import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../../simulator';
import { cloudCredential } from '../../harness/genesysCredentials';
import type { NodeRun } from '../../harness/runNode';
import { agentEmailCases } from '../agentEmailCases';
import { cloudSpecs } from '../cloud/cases';
import { cloudCases, NODE } from '../cloud/cloudCase';
import { prepareCloud } from '../cloud/prepare';
import type { Prepared, WireCase } from '../wireCase';
import { wireCases } from '../wireCases';
import { placeholder, preparedRun } from './exchanges';

/** A run of an operation that ends well. */
export interface GoodRun {
	/** `node.resource.operation` */
	operation: string;
	parameters: INodeParameters;
	/** Prepares the simulator for it. */
	ready: () => Promise<NodeRun>;
}

/** All runs of the contracts of the action nodes, but those that are to fail. */
export async function goodRuns(sim: Simulator): Promise<GoodRun[]> {
	const wired = (casesOf: (prepared: Prepared) => WireCase[]) =>
		casesOf(placeholder).map(({ operation, parameters }, index) => ({
			operation,
			parameters: withNames(operation, parameters),
			ready: async () => (await preparedRun(sim, casesOf, index)).run,
		}));
	const cloud = (await cloudCases(cloudSpecs))
		.filter(({ fails }) => !fails)
		.map((one) => ({
			operation: `${NODE}.${one.operation}`,
			parameters: one.parametersFor({}),
			ready: async () => ({
				node: NODE,
				parameters: one.parametersFor(await prepareCloud(sim, one)),
				credentials: cloudCredential(sim, one.caller),
				binary: one.binary ? [one.binary].flat() : undefined,
			}),
		}));
	return [...wired(wireCases), ...wired(agentEmailCases), ...cloud];
}

function withNames(name: string, parameters: INodeParameters): INodeParameters {
	const [, resource, operation] = name.split('.');
	return { resource, operation, ...parameters };
}
