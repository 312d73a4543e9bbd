import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { date, text } from '../../../shared/descriptions/fields';
import { defineProperty, type ValueOf } from '../../../shared/descriptions/property';
import type { Explanations } from '../../../shared/transport/api';
import { compact } from '../../../shared/transport/body';
import { path } from '../../../shared/transport/path';

/** The path segment of an interaction that is named by the id its creator gave it. */
const EXTERNAL_ID_PREFIX = 'ext_';

export const openMediaService = text(
	'openMediaService',
	'Open Media Service',
	'Unique name of the open media service that Genesys set up for you',
	{ required: true, placeholder: 'e.g. workitems' },
);

export const workitem = defineProperty({
	displayName: 'Workitem',
	name: 'workitem',
	type: 'resourceLocator',
	keepsMode: true,
	required: true,
	default: { mode: 'externalId', value: '' },
	description: 'The workitem to work on',
	modes: [
		{
			displayName: 'By External ID',
			name: 'externalId',
			type: 'string',
			placeholder: 'e.g. 5003000000D8cuIAAR',
			hint: 'The ID that was given when the workitem was created',
		},
		{
			displayName: 'By Interaction ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 00027aCTTJ7A0001',
			hint: 'The ID that Genesys gave',
		},
	],
});

export const externalId = text(
	'externalId',
	'External ID',
	'Your own ID for the workitem, by which it can be found again',
	{ placeholder: 'e.g. 5003000000D8cuIAAR' },
);

export const parentInteractionId = text(
	'parentInteractionId',
	'Parent Interaction ID',
	'ID of the interaction that this workitem belongs to',
);

export const receivedAt = date('receivedAt', 'Received At', 'When the work came in');

/** Path of all workitems of a service. */
export const workitemsPath = (service: string) => path`/openmedia/${service}/interactions`;

/**
 * Path of one workitem: the interaction id, or the literal `ext_` followed by the external id.
 *
 * @throws UserError when an interaction id would be read as an external id
 */
export function workitemPath(service: string, { mode, value }: ValueOf<typeof workitem>): string {
	if (mode === 'externalId') return externalPath(service, value);
	if (value.startsWith(EXTERNAL_ID_PREFIX)) {
		throw new UserError(`Genesys would read the interaction ID "${value}" as an external ID`, {
			description: 'Choose "By External ID" and leave out "ext_".',
		});
	}
	return path`/openmedia/${service}/interactions/${value}`;
}

/** Path of the workitem with this external id. */
export const externalPath = (service: string, id: string) =>
	path`/openmedia/${service}/interactions/${EXTERNAL_ID_PREFIX + id}`;

/** A new workitem can only be refused with 404 because of its service. */
export const serviceNotFound: Explanations = {
	'404': {
		message: 'There is no open media service with this name',
		description:
			'Check the name with your Genesys representative; upper and lower case can matter.',
	},
};

export const workitemNotFound: Explanations = {
	'404': {
		message: 'There is no such workitem in this open media service',
		description:
			'Check the ID and its kind (external or interaction ID), and the name of the service.',
	},
};

/** The body of a request that creates a workitem. */
export const newWorkitem = (
	fields: { externalId?: string; parentInteractionId?: string; receivedAt?: string },
	userData: IDataObject,
) => ({ data: { ...compact(fields), userData } });
