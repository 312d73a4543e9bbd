import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { openMediaService, workitem, workitemNotFound, workitemPath } from './workitem';

export const stop = defineOperation({
	kind: 'action',
	value: 'stop',
	name: 'Stop',
	action: 'Stop workitem for good so that no agent works on it any longer',
	description: 'Stop the processing of a workitem',
	properties: [openMediaService, workitem],
	options: [
		text('reasonDescription', 'Reason Description', 'Why the workitem is stopped, in words', {
			placeholder: 'e.g. Case closed in Salesforce',
		}),
		text(
			'reasonSystemName',
			'Reason System Name',
			'System name of the stop reason in Genesys, e.g. Normal',
		),
	],
	target: ({ workitem: { value } }) => value,
	request: ({ options: { reasonDescription, reasonSystemName }, ...values }) => ({
		method: 'POST',
		path: `${workitemPath(values.openMediaService, values.workitem)}/stop`,
		body: { data: compact({ reasonDescription, reasonSystemName }) },
		explanations: workitemNotFound,
	}),
});
