import type { INodeProperties } from 'n8n-workflow';
import {
	apiProperties,
	batchSize,
	fullAnswer,
	limit,
	requestOptions,
	returnAll,
	simplify,
} from '../descriptions/common';
import { notice, options } from '../descriptions/fields';
import { inWorkflows, toolNotice } from '../descriptions/asTool';
import { fileFields } from '../descriptions/files';
import { methodsOf, n8nProperties, type NodeMethods } from '../descriptions/n8nProperties';
import { inOrder } from '../descriptions/order';
import type { Property } from '../descriptions/property';
import { bothForms } from '../descriptions/toolForms';
import type { Api } from '../transport/api';
import { chooseOneOf } from '../transport/chosen';
import type { Operation, Resource } from './operation';
import { sharedFields } from './sharedFields';
import { needsFile } from './toolFiles';

/**
 * The `properties` of a node: the API (where there are several), Authentication, the Resource and Operation selects, then
 * the fields of every operation, each shown for the operations that have it.
 */
export function buildProperties(
	resources: readonly Resource[],
	...apis: readonly Api[]
): INodeProperties[] {
	// Resources are given in the order in which they were added: n8n leaves a default out of saved workflows.
	const [{ value: firstResource }] = resources;
	const known = new Map<Property, INodeProperties>();
	return [
		...n8nProperties(apiProperties(apis)),
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: inOrder(
				resources.map(({ name, value }) => ({ name, value })),
				'name',
			),
			default: firstResource,
		},
		...resources.map(operationSelect),
		...sharedFields(
			resources.flatMap(({ value: resource, operations }) =>
				operations.map((operation) => ({
					resource,
					operation: operation.value,
					properties: n8nProperties(bothForms(operationProperties(operation)), known),
				})),
			),
		),
	];
}

/** The `methods` of a node: the searches of its fields. */
export function buildMethods(resources: readonly Resource[]): NodeMethods {
	// What the engine adds has none.
	return methodsOf(
		resources
			.flatMap(({ operations }) => operations)
			.flatMap(({ properties, options = [] }) => [...properties, ...options]),
	);
}

/** All fields of one operation, in the order in which they are shown. */
export function operationProperties(operation: Operation): Property[] {
	return [
		...credentialNotice(operation),
		...(needsFile(operation) ? [fileNotice] : []),
		...operation.properties,
		...(operation.kind === 'rows' && operation.paginate ? [returnAll, limit] : []),
		...('simplify' in operation ? [simplify] : []),
		...(operation.kind === 'file' ? fileFields : []),
		options(
			inOrder(
				[
					...(operation.options ?? []),
					...(operation.kind === 'batch' ? [batchSize(operation.batchSize)] : []),
					...(hasFullAnswer(operation) ? [fullAnswer] : []),
					...requestOptions,
				],
				'displayName',
			),
		),
	];
}

const fileNotice = toolNotice(
	'fileNotice',
	'A model cannot use this operation: it needs a file, and a tool is given none. Use it in a workflow.',
);

/** Where the items of the output are the answers of Genesys. */
function hasFullAnswer(operation: Operation): boolean {
	if (operation.kind === 'custom') return operation.fullAnswer === true;
	return operation.kind !== 'file' && operation.kind !== 'batch';
}

/**
 * What the editor says while another kind of credential is chosen than the operation can be done with. It offers the
 * operation all the same: one that it hides stays chosen, under its internal name.
 */
function credentialNotice({ credentials }: Operation): Property[] {
	if (!credentials) return [];
	const authentication = credentials.map((credential) => credential.authentication);
	return [
		{
			...notice(
				'credentialNotice',
				`This operation cannot be done with the credential above. ${chooseOneOf(credentials)}`,
			),
			displayOptions: { hide: { authentication } },
		},
	];
}

function operationSelect(resource: Resource): INodeProperties {
	const { value: defaultOperation } = resource.defaultOperation;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: resource.operations.map((operation) => {
			const { name, value, action, description } = operation;
			const api = operation.apis?.map(({ choice }) => choice?.value);
			return {
				name,
				value,
				action,
				description,
				...(api ? { displayOptions: { show: { '/api': api } } } : {}),
				...(needsFile(operation) ? inWorkflows : {}),
			};
		}),
		default: defaultOperation,
	} as INodeProperties;
}
