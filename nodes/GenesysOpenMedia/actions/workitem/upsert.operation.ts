import type { IDataObject } from 'n8n-workflow';
import { fieldProperties, fieldsOf } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import {
	externalPath,
	newWorkitem,
	openMediaService,
	parentInteractionId,
	receivedAt,
	serviceNotFound,
	workitemsPath,
} from './fields';

const ALREADY_EXISTS = 409;

/**
 * Creates a workitem, or when Genesys answers 409 because the external id is taken, updates the one that has it.
 * The same item sent twice ends as one workitem, so both requests may be repeated after a connection fault.
 */
export const upsert = defineOperation({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update workitem',
	description: 'Create a new workitem, or update the current one if it already exists (upsert)',
	properties: [
		openMediaService,
		{
			displayName: 'External ID',
			name: 'externalId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 5003000000D8cuIAAR',
			description: 'Your own ID for the workitem. The workitem that has it is updated.',
		},
		...fieldProperties('User Data'),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'Used when the workitem is created',
			options: [parentInteractionId, receivedAt],
		},
	],
	target: ({ externalId }) => String(externalId),
	execute: async (
		{ openMediaService: service, externalId, additionalFields, ...values },
		item,
		{ send },
	) => {
		const userData = fieldsOf(values, item);
		const data = newWorkitem({ ...additionalFields, externalId }, userData, item.timezone);
		const created = await send({
			method: 'POST',
			path: workitemsPath(service),
			body: { data },
			repeatable: true,
			accept: [ALREADY_EXISTS],
			explanations: serviceNotFound,
		});
		if (created.status !== ALREADY_EXISTS) {
			return { ...(created.body as IDataObject), outcome: 'created' };
		}
		const updated = await send({
			method: 'POST',
			path: `${externalPath(service, externalId)}/update`,
			body: { data: { changedProperties: userData } },
			repeatable: true,
		});
		return { ...(updated.body as IDataObject), outcome: 'updated' };
	},
});
