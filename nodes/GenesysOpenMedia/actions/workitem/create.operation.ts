import { collection } from '../../../shared/descriptions/fields';
import { fieldProperties, fieldsOf } from '../../../shared/descriptions/openFields';
import { defineOperation } from '../../../shared/engine/operation';
import * as workitem from './workitem';

export const create = defineOperation({
	kind: 'action',
	value: 'create',
	name: 'Create',
	action: 'Create workitem with user data so that it is routed to agents',
	description: 'Create a workitem',
	properties: [
		workitem.openMediaService,
		...fieldProperties('User Data'),
		collection('additionalFields', 'Additional Fields', 'field', [
			workitem.externalId,
			workitem.parentInteractionId,
			workitem.receivedAt,
		]),
	],
	request: (values, { json }) => ({
		method: 'POST',
		path: workitem.workitemsPath(values.openMediaService),
		body: workitem.newWorkitem(values.additionalFields, fieldsOf(values, { json })),
		explanations: {
			...workitem.serviceNotFound,
			'409': {
				message: 'A workitem with this external ID already exists',
				description: 'Use "Create or Update" to change it in this case.',
			},
		},
	}),
});
