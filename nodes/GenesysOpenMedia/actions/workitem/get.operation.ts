import { defineOperation } from '../../../shared/engine/operation';
import { openMediaService, workitem, workitemNotFound, workitemPath } from './fields';

/** `GET /openmedia/{openMediaService}/interactions/{interactionId}`, or `…/ext_{externalId}` */
export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get workitem',
	description: 'Retrieve a workitem',
	properties: [openMediaService, workitem],
	request: (values) => ({
		method: 'GET',
		path: workitemPath(values.openMediaService, values.workitem),
		explanations: workitemNotFound,
	}),
});
