import type { IDataObject, INodeTypeDescription } from 'n8n-workflow';
import type { Simulator } from '../../../simulator';
import { agentEmailCases } from '../../contract/agentEmailCases';
import { cloudSpecs } from '../../contract/cloud/cases';
import { cloudCases, NODE as CLOUD } from '../../contract/cloud/cloudCase';
import { placeInCloud } from '../../contract/cloud/prepare';
import { builtNodes, isTrigger, viewsOf, type View } from '../../contract/helpers/descriptions';
import { placeholder, preparedRun } from '../../contract/helpers/exchanges';
import type { Prepared, WireCase } from '../../contract/wireCase';
import { wireCases } from '../../contract/wireCases';

/** An operation of an action node, and what a model gives it. */
export interface ToolCase {
	description: INodeTypeDescription;
	view: View;
	/** Whose credential its node has. */
	caller: Caller;
	/** Parameters of the node, after what they are about has been put into the simulator. */
	values: () => Promise<IDataObject>;
}

export type Caller = 'token' | 'webServices' | 'channel' | 'user' | 'client';

/** A simulator that is begun anew for each call, and one of Genesys Cloud, in which a user has signed in. */
export interface Simulators {
	engage: Simulator;
	cloud: Simulator;
}

const all = (prepared: Prepared): WireCase[] => [
	...wireCases(prepared),
	...agentEmailCases(prepared),
];

/** Credentials of the runs of the contract that are taken; the token opens what the others of its node open. */
const CALLERS: Caller[] = ['token', 'webServices', 'channel'];

const callerOf = ({ way, parameters }: WireCase) => (way ?? parameters.authentication) as Caller;

/** Options that a person sets: so that a run is short, and that a model is given a token. A model is offered none. */
const OPTIONS = ['allowForModels', 'longestInterval'];

/** What a node has as a tool in place of one item per thing, or of an item of a workflow. */
const AS_TOOL: Record<string, (items: IDataObject[], values: IDataObject) => IDataObject> = {
	'genesysAgentEmail.interaction.replyAndSend': () => ({ attachments: '' }),
	'genesysAuthentication.user.getJwt': () => ({ options: { allowForModels: true } }),
	'genesysCloudConversations.fax.send': (_items, { additionalFields }) => ({
		additionalFields: {
			...(additionalFields as IDataObject),
			...{ binaryPropertyName: '', documentId: 'document-1' },
		},
	}),
	'genesysMessaging.message.reply': ([message]) => ({ message }),
	'genesysSecureEmail.secureEmail.send': (_items, { dataJson }) => ({ data: dataJson }),
	'genesysStatistics.statistic.getAll': (
		_items,
		{ statisticName: name, objectType, objectId },
	) => ({
		statistics: [{ name, objectType, objectId }],
	}),
	'genesysUserDataManagement.exportHistory.deleteMany': (items) => ({
		historyRecords: items.map(({ id }) => id),
	}),
	'genesysUserDataManagement.exportJob.deleteMany': (items) => ({
		jobs: items.map(({ id }) => id),
	}),
	'genesysUserDataManagement.file.deleteMany': (items) => ({
		files: items.map(({ name }) => name),
	}),
	'genesysUserDataManagement.file.getLinks': (items) => ({ files: items.map(({ name }) => name) }),
};

/** All that an operation returns is no answer for a model. */
const FEW = { returnAll: false, limit: 5 };

/** Every operation of every action node, with the values of a run of the contract tests. */
export async function toolCases({ engage, cloud }: Simulators): Promise<ToolCase[]> {
	const written = all(placeholder).map((wireCase, index) => ({ wireCase, index }));
	const made = await cloudCases(cloudSpecs);
	const nodes = (await builtNodes()).filter(({ description }) => !isTrigger(description));
	return nodes.flatMap(({ description }) =>
		viewsOf(description).map((view): ToolCase => {
			if (description.name === CLOUD) {
				const one = made.find(({ operation }) => operation === view.name)!;
				const values = async () => {
					const given = one.parametersFor(await placeInCloud(cloud, one)) as IDataObject;
					return asTool(`${CLOUD}.${one.operation}`, given, []);
				};
				return { description, view, caller: one.caller, values };
			}
			const operation = `${description.name}.${view.name}`;
			const [{ wireCase, index }] = written
				.filter((run) => run.wireCase.operation === operation && !run.wireCase.error)
				.filter((run) => CALLERS.includes(callerOf(run.wireCase)))
				.sort((one, other) => complexity(one.wireCase) - complexity(other.wireCase));
			const values = async () => valuesOf((await preparedRun(engage, all, index)).wireCase);
			return { description, view, caller: callerOf(wireCase), values };
		}),
	);
}

/** A run without files and items first. */
const complexity = ({ binary, items }: WireCase) => (binary ? 2 : 0) + (items ? 1 : 0);

function valuesOf({ operation, parameters, items = [{}] }: WireCase): IDataObject {
	return asTool(operation, filledFrom(items[0], parameters) as IDataObject, items);
}

function asTool(operation: string, given: IDataObject, items: IDataObject[]): IDataObject {
	const values = { ...given, ...AS_TOOL[operation]?.(items, given) };
	const options = Object.entries((values.options ?? {}) as IDataObject);
	return {
		...values,
		...FEW,
		options: Object.fromEntries(options.filter(([name]) => OPTIONS.includes(name))),
	};
}

/** Expressions of a run, which read its item, as what they give. */
function filledFrom(item: IDataObject, value: unknown): unknown {
	if (typeof value === 'string') {
		const name = /^=\{\{ \$json\.(\w+) \}\}$/.exec(value)?.[1];
		return name === undefined ? value : item[name];
	}
	if (Array.isArray(value)) return value.map((one: unknown) => filledFrom(item, one));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, filledFrom(item, inner)]),
	);
}
