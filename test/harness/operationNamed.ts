import type { INodePropertyOptions } from 'n8n-workflow';
import { loadPackage } from './package';

/** The saved values of an operation that is named as the editor names it: `node > resource > operation`. */
export async function operationNamed(operation: string) {
	const [node, resource, name] = operation.split(' > ');
	const { types } = await loadPackage();
	const found = types.nodes.find(({ displayName }) => displayName === node);
	const choices = (property: string, show = '') =>
		(found?.properties ?? [])
			.filter(
				({ name: known, displayOptions }) =>
					[property].includes(known) &&
					(!show || displayOptions?.show?.resource?.includes(show as never)),
			)
			.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
	const { value: resourceValue } = choices('resource').find((one) => one.name === resource)!;
	const { value } = choices('operation', String(resourceValue)).find((one) => one.name === name)!;
	return { node: found!.name, resource: String(resourceValue), operation: String(value) };
}
