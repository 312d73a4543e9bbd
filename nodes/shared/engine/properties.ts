import type { INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';
import type { Api } from '../transport/api';
import {
	apiProperties,
	batchSize,
	limit,
	requestOptions,
	returnAll,
	simplify,
} from '../descriptions/common';
import { outputField } from '../descriptions/files';
import type { Operation, Resource } from './operation';

/**
 * The `properties` of a node: the API (where there are several), Authentication, Resource and Operation selects, then the fields of every operation, each shown for
 * its own resource and operation only.
 */
export function buildProperties(
	resources: readonly Resource[],
	...apis: readonly Api[]
): INodeProperties[] {
	// Resources are given in the order in which they were added: n8n leaves a default out of saved workflows.
	const [{ value: firstResource }] = resources;
	return [
		...apiProperties(apis),
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources
				.map(({ name, value }) => ({ name, value }))
				.sort((a, b) => a.name.localeCompare(b.name)),
			default: firstResource,
		},
		...resources.map(operationSelect),
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) =>
				updateDisplayOptions(
					{ show: { resource: [resource.value], operation: [operation.value] } },
					operationProperties(operation),
				),
			),
		),
	];
}

/** All fields of one operation, in the order in which they are shown. */
export function operationProperties(operation: Operation): INodeProperties[] {
	return [
		...operation.properties,
		...(operation.paginate ? [returnAll, limit] : []),
		...(operation.simplify ? [simplify] : []),
		...(operation.output ? [outputField] : []),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				...(operation.options ?? []),
				...(operation.group ? [batchSize(operation.group.size)] : []),
				...requestOptions,
			].sort((a, b) => a.displayName.localeCompare(b.displayName)),
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
		options: resource.operations.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: defaultOperation,
	};
}
