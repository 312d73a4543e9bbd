import type { IDataObject } from 'n8n-workflow';
import {
	entriesOf,
	fieldsJson,
	fieldsMode,
	inputFields,
	inputsToIgnore,
	jsonObject,
	keyValues,
	nameList,
} from '../../../shared/descriptions/fields';
import { defineOperation, type Item } from '../../../shared/engine/operation';
import { openMediaService, workitem, workitemNotFound, workitemPath } from './fields';

const JSON_EXAMPLE = `{
  "changedProperties": {},
  "addedProperties": {},
  "deletedProperties": []
}`;

/** `POST /openmedia/{openMediaService}/interactions/{interactionId}/update`, or `…/ext_{externalId}/update` */
export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update workitem',
	description: 'Change, add or delete properties of a workitem',
	properties: [
		openMediaService,
		workitem,
		fieldsMode('Properties'),
		inputsToIgnore,
		keyValues('changedProperties', 'Changed Properties'),
		keyValues('addedProperties', 'Added Properties'),
		{
			displayName: 'Deleted Properties',
			name: 'deletedProperties',
			type: 'string',
			displayOptions: { show: { dataMode: ['autoMapInputData', 'defineBelow'] } },
			default: '',
			placeholder: 'e.g. Queue, Owner',
			description: 'Comma-separated names, or a list of names by an expression',
		},
		fieldsJson('Properties', JSON_EXAMPLE),
	],
	target: ({ workitem: { value } }) => String(value),
	request: (values, item) => ({
		method: 'POST',
		path: `${workitemPath(values.openMediaService, values.workitem)}/update`,
		body: { data: properties(values, item) },
		// Values are set, not added up: what arrives twice leaves the same workitem.
		repeatable: true,
		explanations: workitemNotFound,
	}),
});

/** The `data` of an update; kinds of change without an entry are left out. */
function properties(
	values: {
		dataMode: string;
		inputsToIgnore: string;
		changedProperties: IDataObject;
		addedProperties: IDataObject;
		deletedProperties: string;
		dataJson: string;
	},
	item: Item,
): IDataObject {
	if (values.dataMode === 'json') return jsonObject(values.dataJson);
	const automatic = values.dataMode === 'autoMapInputData';
	const changedProperties = automatic
		? inputFields(item, values.inputsToIgnore)
		: entriesOf(values.changedProperties);
	const addedProperties = automatic ? {} : entriesOf(values.addedProperties);
	const deletedProperties = nameList(values.deletedProperties);
	return {
		...(Object.keys(changedProperties).length ? { changedProperties } : {}),
		...(Object.keys(addedProperties).length ? { addedProperties } : {}),
		...(deletedProperties.length ? { deletedProperties } : {}),
	};
}
