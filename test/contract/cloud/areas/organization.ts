import type { CloudArea } from '../cloudCase';

const DAY = 24 * 3_600_000;
const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();

/** Longer than Genesys takes at once, and up to tomorrow. */
const period = { dateFrom: at(-40), dateTo: at(1) };

/** Filters that the conversation in place fits. */
const fitting = {
	direction: 'inbound',
	conversationIds: '{conversation}',
	conversationState: 'inProgress',
	wrapUpCode: null,
};

/** directory, oAuthClient, dataAction */
export const organization: CloudArea = {
	coverage: {},
	beyond: [
		'conversation.search',
		'dataAction.execute',
		'dataAction.getAll',
		'directory.getDivisions',
		'directory.getFlows',
		'directory.getGroups',
		'directory.getLanguages',
		'directory.getQueueMembers',
		'directory.getQueues',
		'directory.getSkills',
		'directory.getUsers',
		'directory.getWrapUpCodes',
		'oAuthClient.getAll',
		'oAuthClient.getUsage',
	],
	specs: {
		'conversation.search': {
			runs: [{ ...period, filters: fitting }, period, period],
			empty: 'some',
		},
		'directory.getDivisions': { runs: [{ filters: { name: 'home' } }] },
		'directory.getFlows': { runs: [{ filters: { name: 'inbound' } }] },
		'directory.getGroups': { runs: [{ filters: { name: 'agent' } }] },
		'directory.getLanguages': { runs: [{ filters: { name: 'french' } }] },
		'directory.getQueueMembers': {
			runs: [{ filters: { name: 'alex', memberBy: 'user' } }, { filters: { memberBy: 'group' } }],
			empty: 'some',
		},
		'directory.getQueues': { runs: [{ filters: { name: 'ill' } }] },
		'directory.getSkills': { runs: [{ filters: { name: 'fund' } }] },
		'directory.getUsers': {
			runs: [
				{ filters: { name: 'alex' } },
				{ filters: { name: 'alex' } },
				{ filters: { name: '' } },
			],
			empty: 'some',
		},
		'directory.getWrapUpCodes': { runs: [{ filters: { name: 'sale' } }] },
		'dataAction.getAll': { runs: [{ filters: { name: 'get', category: 'Demo CRM' } }] },
		'oAuthClient.getAll': { runs: [{ filters: { name: 'cloud' } }] },
		'oAuthClient.getUsage': { caller: 'client', runs: [period], empty: 'some' },
	},
};
