import { collection } from '../../../shared/descriptions/fields';
import { fieldProperties, fieldsOf } from '../../../shared/descriptions/openFields';
import { defineOperation } from '../../../shared/engine/operation';
import * as changes from './changes';
import * as workitem from './workitem';

const ALREADY_EXISTS = 409;

const cannotUpdate = {
	'404': {
		message: 'A workitem with this external ID exists, and cannot be updated',
		description:
			'It may have been stopped: Genesys then knows the ID, and takes no update. Use another external ID for new work.',
	},
};

/**
 * Creates a workitem, or when Genesys answers 409 because the external id is taken, updates the one that has it.
 * The same item sent twice ends as one workitem, so all requests may be repeated after a connection fault.
 */
export const upsert = defineOperation({
	kind: 'custom',
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update workitem by its external ID so that there is only one',
	description: 'Create a new workitem, or update the current one if it already exists (upsert)',
	properties: [
		workitem.openMediaService,
		{
			...workitem.externalId,
			required: true,
			description: 'Your own ID for the workitem. The workitem that has it is updated.',
		},
		...fieldProperties('User Data'),
		collection(
			'additionalFields',
			'Additional Fields',
			'field',
			[workitem.parentInteractionId, workitem.receivedAt],
			{ description: 'Used when the workitem is created' },
		),
	],
	options: [
		{ ...changes.propertyAction, description: 'What an update does with the user data' },
		{
			...changes.deletedProperties,
			description:
				'Comma-separated names, or a list of names by an expression. An update deletes them.',
		},
	],
	fullAnswer: true,
	target: ({ externalId }) => externalId,
	execute: async (
		{ openMediaService, externalId, additionalFields, options, ...values },
		context,
	) => {
		const { propertyAction = changes.propertyAction.default, deletedProperties } = options;
		const userData = fieldsOf(values, context);
		const change = changes.withoutContradiction({ [propertyAction]: userData, deletedProperties });
		const created = await context.send({
			method: 'POST',
			path: workitem.workitemsPath(openMediaService),
			body: workitem.newWorkitem({ externalId, ...additionalFields }, userData),
			idempotent: true,
			acceptStatuses: [ALREADY_EXISTS],
			explanations: workitem.serviceNotFound,
		});
		if (created.status !== ALREADY_EXISTS)
			return { ...context.answer(created), outcome: 'created' };
		const existing = workitem.externalPath(openMediaService, externalId);
		const update = await changes.updateRequest(existing, change, context.send, cannotUpdate);
		const updated = await context.send(update);
		return { ...context.answer(updated), outcome: 'updated' };
	},
});
