import { filters, flag, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { byPageNumber } from '../../../shared/transport/paginate';
import { path } from '../../../shared/transport/path';
import { queue } from '../../directory';

const names = { commaSeparated: true } as const;

/** `GET /routing/queues/{queueId}/members` */
export const getQueueMembers = defineOperation({
	kind: 'rows',
	value: 'getQueueMembers',
	name: 'Get Queue Members',
	action: 'Get many queue members with user ID and routing status of each',
	description: 'Retrieve a list of the users of a queue, with their IDs and routing status',
	properties: [
		queue,
		filters([
			flag('joined', 'Joined', 'Whether the members have activated the queue', { default: true }),
			text(
				'languages',
				'Languages',
				'Comma-separated parts of names of languages, e.g. German',
				names,
			),
			defineProperty({
				displayName: 'Member By',
				name: 'memberBy',
				type: 'options',
				options: [
					{ name: 'Group', value: 'group' },
					{ name: 'User', value: 'user' },
				],
				default: 'user',
				description: 'How the members came into the queue',
			}),
			text('name', 'Name Contains', 'Only those whose name contains this', {
				placeholder: 'e.g. Kim',
			}),
			defineProperty({
				displayName: 'Routing Status',
				name: 'routingStatus',
				type: 'multiOptions',
				options: [
					{ name: 'Communicating', value: 'COMMUNICATING' },
					{ name: 'Idle', value: 'IDLE' },
					{ name: 'Interacting', value: 'INTERACTING' },
					{ name: 'Not Responding', value: 'NOT_RESPONDING' },
					{ name: 'Off Queue', value: 'OFF_QUEUE' },
				],
				default: [],
				description: 'Only members who are in one of these',
			}),
			text(
				'skills',
				'Skill Names',
				'Comma-separated parts of names of skills, e.g. billing, returns',
				names,
			),
		]),
	],
	request: (values) => ({
		method: 'GET',
		path: path`/routing/queues/${values.queue}/members`,
		query: { expand: ['routingStatus', 'presence'], ...values.filters },
	}),
	paginate: byPageNumber,
	simplify: ['id', 'name', 'user', 'ringNumber', 'joined', 'memberBy', 'routingStatus'],
});
