import { defineOperation } from '../../../shared/engine/operation';
import { openMediaService, workitem, workitemNotFound, workitemPath } from './workitem';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get workitem by its ID or external ID with its state and user data',
	description: 'Retrieve a workitem',
	properties: [openMediaService, workitem],
	request: (values) => ({
		method: 'GET',
		path: workitemPath(values.openMediaService, values.workitem),
		explanations: workitemNotFound,
	}),
});
