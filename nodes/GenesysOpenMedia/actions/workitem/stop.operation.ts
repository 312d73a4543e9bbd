import { defineOperation } from '../../../shared/engine/operation';
import { openMediaService, workitem, workitemNotFound, workitemPath } from './fields';

/** `POST /openmedia/{openMediaService}/interactions/{interactionId}/stop`, or `…/ext_{externalId}/stop` */
export const stop = defineOperation({
	value: 'stop',
	name: 'Stop',
	action: 'Stop workitem',
	description: 'Stop the processing of a workitem',
	properties: [openMediaService, workitem],
	options: [
		{
			displayName: 'Reason Description',
			name: 'reasonDescription',
			type: 'string',
			default: '',
			placeholder: 'e.g. Case closed in Salesforce',
			description: 'Why the workitem is stopped, as a text',
		},
		{
			displayName: 'Reason System Name',
			name: 'reasonSystemName',
			type: 'string',
			default: '',
			description: 'System name of the stop reason in Genesys',
		},
	],
	target: ({ workitem: { value } }) => String(value),
	request: ({ openMediaService: service, workitem: locator, options }) => {
		const { reasonSystemName, reasonDescription } = options;
		return {
			method: 'POST',
			path: `${workitemPath(service, locator)}/stop`,
			body: {
				data: {
					...(reasonSystemName ? { reasonSystemName } : {}),
					...(reasonDescription ? { reasonDescription } : {}),
				},
			},
			explanations: workitemNotFound,
		};
	},
});
