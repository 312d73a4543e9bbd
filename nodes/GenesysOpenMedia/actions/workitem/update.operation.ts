import type { IDataObject } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import * as openFields from '../../../shared/descriptions/openFields';
import type { ValuesOf } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { openMediaService, workitem, workitemNotFound, workitemPath } from './workitem';

const JSON_EXAMPLE = `{
  "changedProperties": {},
  "addedProperties": {},
  "deletedProperties": []
}`;

const properties = [
	openFields.fieldsMode('Properties'),
	openFields.inputsToIgnore,
	openFields.keyValues('changedProperties', 'Changed Properties'),
	openFields.keyValues('addedProperties', 'Added Properties'),
	text(
		'deletedProperties',
		'Deleted Properties',
		'Comma-separated names, or a list of names by an expression',
		{
			commaSeparated: true,
			placeholder: 'e.g. Queue, Owner',
			displayOptions: { show: { dataMode: ['autoMapInputData', 'defineBelow'] } },
		},
	),
	openFields.fieldsJson('Properties', JSON_EXAMPLE),
] as const;

export const update = defineOperation({
	kind: 'action',
	value: 'update',
	name: 'Update',
	action: 'Update workitem',
	description: 'Change, add or delete properties of a workitem',
	properties: [openMediaService, workitem, ...properties],
	target: ({ workitem: { value } }) => value,
	request: (values, { json }) => ({
		method: 'POST',
		path: `${workitemPath(values.openMediaService, values.workitem)}/update`,
		body: { data: changesOf(values, json) },
		// Values are set, not added up: what arrives twice leaves the same workitem.
		idempotent: true,
		explanations: workitemNotFound,
	}),
});

/** The `data` of an update; kinds of change without an entry are left out. */
function changesOf(values: ValuesOf<typeof properties>, json: IDataObject): IDataObject {
	if (values.dataMode === 'json') return openFields.jsonObject(values.dataJson);
	const changes =
		values.dataMode === 'autoMapInputData'
			? { changedProperties: openFields.inputFields(json, values.inputsToIgnore) }
			: {
					changedProperties: openFields.entriesOf(values.changedProperties),
					addedProperties: openFields.entriesOf(values.addedProperties),
				};
	return Object.fromEntries(
		Object.entries({ ...changes, deletedProperties: values.deletedProperties }).filter(
			([, change]) => Object.keys(change).length > 0,
		),
	);
}
