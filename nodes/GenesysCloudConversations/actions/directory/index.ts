import type { IDataObject } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import type { Resource } from '../../../shared/engine/operation';
import type { Query } from '../../../shared/transport/api';
import { divisionOption, lists } from '../../directory';
import { getMany } from './getMany.operation';
import { getQueueMembers } from './getQueueMembers.operation';

const ofDivision = ({ division }: IDataObject): Query => ({ divisionId: division as string });

const flowTypes = text('flowTypes', 'Flow Types', 'Comma-separated types of flows', {
	commaSeparated: true,
	placeholder: 'e.g. inboundemail, inboundshortmessage',
});

const userState = defineProperty({
	displayName: 'State',
	name: 'state',
	type: 'options',
	options: [
		{ name: 'Active', value: 'active' },
		{ name: 'Any', value: 'any' },
		{ name: 'Inactive', value: 'inactive' },
	],
	default: 'active',
	description: 'Only users in this state',
});

const getQueues = getMany({
	value: 'getQueues',
	name: 'Get Queues',
	what: 'queues',
	list: lists.queue,
	more: [divisionOption],
	query: ofDivision,
	simplify: ['id', 'name', 'description', 'division', 'memberCount', 'joinedMemberCount'],
});

export const directory: Resource = {
	value: 'directory',
	name: 'Directory',
	defaultOperation: getQueues,
	operations: [
		getMany({
			value: 'getDivisions',
			name: 'Get Divisions',
			what: 'divisions',
			list: lists.division,
		}),
		getMany({
			value: 'getFlows',
			name: 'Get Flows',
			what: 'flows',
			list: lists.flow,
			more: [divisionOption, flowTypes],
			query: (filters) => ({ ...ofDivision(filters), type: filters.flowTypes as string[] }),
			simplify: ['id', 'name', 'description', 'division', 'type', 'active', 'publishedVersion'],
		}),
		getMany({
			value: 'getGroups',
			name: 'Get Groups',
			what: 'groups',
			list: lists.group,
			simplify: ['id', 'name', 'description', 'memberCount', 'state', 'type', 'visibility'],
		}),
		getMany({
			value: 'getLanguages',
			name: 'Get Languages',
			what: 'languages',
			list: lists.language,
		}),
		getQueueMembers,
		getQueues,
		getMany({ value: 'getSkills', name: 'Get Skills', what: 'skills', list: lists.skill }),
		getMany({
			value: 'getUsers',
			name: 'Get Users',
			what: 'users',
			list: lists.user,
			more: [userState],
			query: ({ state }) => ({ state: state as string }),
			simplify: ['id', 'name', 'email', 'username', 'department', 'title', 'state', 'division'],
		}),
		getMany({
			value: 'getWrapUpCodes',
			name: 'Get Wrap-Up Codes',
			what: 'wrapup codes',
			list: lists.wrapUpCode,
		}),
	],
};
