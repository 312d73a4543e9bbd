import { defineOperation } from '../../../shared/engine/operation';
import { job, jobChange } from '../../things';

export const suspend = defineOperation({
	kind: 'action',
	value: 'suspend',
	name: 'Suspend',
	action: 'Suspend export job so that it does not run until it is resumed',
	description: 'Keep an export job from running until it is resumed',
	properties: [job],
	request: (values) => jobChange('suspend', values.job),
});
