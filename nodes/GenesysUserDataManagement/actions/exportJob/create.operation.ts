import { namesWhatWasMade } from '../../../shared/transport/response';
import { defineOperation } from '../../things';
import { newJobBody } from './jobFields';
import { additionalFields, contentProperties, scheduleProperties } from './jobProperties';

export const create = defineOperation({
	kind: 'action',
	value: 'create',
	name: 'Create',
	action: 'Create export job that runs now or on schedule to export user data',
	description: 'Create an export job that runs now or on a schedule',
	properties: [...contentProperties, ...scheduleProperties, additionalFields],
	check: namesWhatWasMade('id'),
	request: async (values, context) => ({
		method: 'POST',
		path: '/export/jobs',
		body: await newJobBody(values, context),
	}),
});
