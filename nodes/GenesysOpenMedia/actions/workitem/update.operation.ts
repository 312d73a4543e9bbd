import type { IDataObject } from 'n8n-workflow';
import * as openFields from '../../../shared/descriptions/openFields';
import { checkChanges } from '../../../shared/descriptions/bodyFields';
import {
	defineProperty,
	isShown,
	type Property,
	type ValuesOf,
} from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import * as changes from './changes';
import { openMediaService, workitem, workitemPath } from './workitem';

const JSON_EXAMPLE = `{
  "addedOrChangedProperties": {},
  "addedProperties": {},
  "changedProperties": {},
  "deletedProperties": []
}`;

const properties = [
	openFields.fieldsMode('Properties'),
	openFields.inputsToIgnore,
	defineProperty({
		...changes.propertyAction,
		displayOptions: { show: { dataMode: ['autoMapInputData'] } },
	}),
	openFields.keyValues(
		'addedOrChangedProperties',
		'Properties to Add or Change',
		'Added or Changed Property',
	),
	openFields.keyValues('addedProperties', 'Properties to Add', 'Added Property'),
	openFields.keyValues('changedProperties', 'Properties to Change', 'Changed Property'),
	defineProperty({
		...changes.deletedProperties,
		displayOptions: { show: { dataMode: ['autoMapInputData', 'defineBelow'] } },
	}),
	openFields.fieldsJson('Properties', JSON_EXAMPLE),
] as const;

/** What has something to change in it, however it is given. */
const LISTS = properties.filter(
	({ name }: Property) => !['dataMode', 'inputsToIgnore', 'propertyAction'].includes(name),
) as readonly Property[];

export const update = defineOperation({
	kind: 'action',
	value: 'update',
	name: 'Update',
	action: 'Update workitem by adding or changing or deleting its properties',
	description: 'Add, change or delete properties of a workitem',
	properties: [openMediaService, workitem, ...properties],
	target: ({ workitem: { value } }) => value,
	request: async (values, { json, send }) => {
		const path = workitemPath(values.openMediaService, values.workitem);
		const lists = changes.withoutContradiction(changesOf(values, json));
		checkChanges(
			changes.withoutEmpty(lists),
			LISTS.filter((field) => isShown(field, { dataMode: values.dataMode })),
		);
		return await changes.updateRequest(path, lists, send);
	},
});

function changesOf(values: ValuesOf<typeof properties>, json: IDataObject): changes.Changes {
	const { dataMode, inputsToIgnore, propertyAction, deletedProperties } = values;
	if (dataMode === 'json') return changes.changesFromJson(values.dataJson);
	if (dataMode === 'autoMapInputData') {
		return { [propertyAction]: openFields.inputFields(json, inputsToIgnore), deletedProperties };
	}
	return {
		addedOrChangedProperties: values.addedOrChangedProperties,
		addedProperties: values.addedProperties,
		changedProperties: values.changedProperties,
		deletedProperties,
	};
}
