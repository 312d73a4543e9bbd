import { defineOperation } from '../../../shared/engine/operation';
import { job, jobChange } from '../../things';

export const cancel = defineOperation({
	kind: 'action',
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel export job that is not finished so that it stops for good',
	description: 'Stop an export job that is not finished',
	properties: [job],
	request: (values) => jobChange('cancel', values.job),
});
