import { namesWhatWasMade } from '../../../shared/transport/response';
import { defineOperation, job } from '../../things';
import { changes, untold } from './jobProperties';
import { changedJob } from './knownJob';

export const clone = defineOperation({
	kind: 'action',
	value: 'clone',
	name: 'Clone',
	action: 'Clone export job into new one with some of its fields changed',
	description: 'Create an export job like one that is there, with some fields changed',
	properties: [job, untold, changes('changedFields', 'Changed Fields')],
	check: namesWhatWasMade('id'),
	request: async (values, context) => ({
		method: 'POST',
		path: '/export/jobs',
		body: (await changedJob(values.job, values.changedFields, context, 'create')).body,
	}),
});
