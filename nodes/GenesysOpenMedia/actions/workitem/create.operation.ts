import { fieldProperties, fieldsOf } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import {
	newWorkitem,
	openMediaService,
	parentInteractionId,
	receivedAt,
	serviceNotFound,
	workitemsPath,
} from './fields';

/** `POST /openmedia/{openMediaService}/interactions` */
export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create workitem',
	description: 'Create a workitem',
	properties: [
		openMediaService,
		...fieldProperties('User Data'),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'External ID',
					name: 'externalId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5003000000D8cuIAAR',
					description: 'Your own ID for the workitem, by which it can be found again',
				},
				parentInteractionId,
				receivedAt,
			],
		},
	],
	request: (values, item) => ({
		method: 'POST',
		path: workitemsPath(values.openMediaService),
		body: { data: newWorkitem(values.additionalFields, fieldsOf(values, item), item.timezone) },
		explanations: {
			...serviceNotFound,
			'409': {
				message: 'A workitem with this external ID already exists',
				description: 'Use "Create or Update" to change it in this case.',
			},
		},
	}),
});
