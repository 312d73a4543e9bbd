import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { date, text } from '../../../shared/descriptions/fields';
import { defineProperty, type ValueOf } from '../../../shared/descriptions/property';
import type { Explanations } from '../../../shared/transport/api';
import { compact } from '../../../shared/transport/body';
import { path } from '../../../shared/transport/path';

/** Begins the path segment of an interaction that is named by the id its creator gave it. */
const EXTERNAL_ID_MARK = 'ext_';

export const openMediaService = text(
	'openMediaService',
	'Open Media Service',
	'Unique name of the open media service that Genesys set up for you',
	{ required: true, placeholder: 'e.g. workitems' },
);

export const workitem = defineProperty({
	displayName: 'Workitem ID or External ID',
	name: 'workitem',
	type: 'resourceLocator',
	keepsMode: true,
	required: true,
	default: { mode: 'externalId', value: '' },
	description: 'ID that Genesys gave the workitem, or the external ID that it was created with',
	modes: [
		{
			displayName: 'By External ID',
			name: 'externalId',
			type: 'string',
			placeholder: 'e.g. 5003000000D8cuIAAR',
			hint: 'The ID that was given when the workitem was created, without "ext_"',
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
	'ID of the interaction that this workitem belongs to, e.g. 00027aCTTJ7A0001',
);

export const receivedAt = date('receivedAt', 'Received At', 'When the work came in');

/** Path of all workitems of a service. */
export const workitemsPath = (service: string) => path`/openmedia/${service}/interactions`;

/** Path of one workitem: the interaction id, or the literal `ext_` followed by the external id. */
export const workitemPath = (service: string, { mode, value }: ValueOf<typeof workitem>) =>
	mode === 'externalId'
		? externalPath(service, value)
		: path`/openmedia/${service}/interactions/${unmarked(value)}`;

/** Path of the workitem with this external id. */
export const externalPath = (service: string, id: string) =>
	path`/openmedia/${service}/interactions/${EXTERNAL_ID_MARK + unmarked(id)}`;

/**
 * An ID of either kind, without blanks around it. One that begins with the mark is not taken, anywhere: it is an address in
 * part, and whether Genesys would take off the mark once or twice is not documented.
 *
 * @throws UserError when it begins with the mark
 */
function unmarked(given: string): string {
	const id = given.trim();
	if (!id.startsWith(EXTERNAL_ID_MARK)) return id;
	throw new UserError(`"${id}" begins with "${EXTERNAL_ID_MARK}", which is not part of an ID`, {
		description: `Genesys marks external IDs like that in addresses, and the node does it by itself. Leave out "${EXTERNAL_ID_MARK}", and name a workitem "By External ID".`,
	});
}

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

/** The body of a request that creates a workitem. @throws UserError as for the path of one */
export const newWorkitem = (
	{
		externalId: id = '',
		parentInteractionId: parent = '',
		receivedAt: received,
	}: { externalId?: string; parentInteractionId?: string; receivedAt?: string },
	userData: IDataObject,
) => {
	const named = { externalId: unmarked(id), parentInteractionId: unmarked(parent) };
	return { data: { ...compact({ ...named, receivedAt: received }), userData } };
};
