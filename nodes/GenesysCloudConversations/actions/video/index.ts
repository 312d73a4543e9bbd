import type { Resource } from '../../../shared/engine/operation';
import { createMeeting } from './createMeeting.operation';
import { getMeeting } from './getMeeting.operation';

export const video: Resource = {
	value: 'video',
	name: 'Video',
	defaultOperation: createMeeting,
	operations: [createMeeting, getMeeting],
};
