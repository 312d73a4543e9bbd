import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	authenticated,
	fullAnswer,
	requestOptions,
	type Prepared,
	type WireCase,
} from './wireCase';

/** Runs of the Authentication API, with the credentials that each operation works with. */
export function authenticationCases(): WireCase[] {
	const run = (
		operation: string,
		parameters: INodeParameters = {},
		more: Partial<WireCase> = {},
	) => ({
		operation: `genesysAuthentication.${operation}`,
		parameters: { options: requestOptions, ...parameters },
		...more,
	});
	const changePassword = run('user.changePassword', {
		userName: 'agent',
		oldPassword: 'agent-password',
		newPassword: 'another-password',
		options: { ...fullAnswer, operationId: 'change-1' },
	});
	/** What a key alone cannot do is not tried. */
	const refused = Object.entries({
		'user.get': 'Get',
		'user.getOpenId': 'Get OpenID Claims',
		'user.getJwt': 'Get JWT',
		'session.ping': 'Check',
		'session.signOut': 'Sign Out',
	}).map(([operation, name]) =>
		run(
			operation,
			{},
			{ error: `${name} cannot be done with a Genesys API credential`, statuses: [] },
		),
	);
	const signedIn = [
		...['user.get', 'user.getOpenId'].flatMap((operation) => [
			run(operation),
			run(operation, { options: fullAnswer }),
		]),
		run('session.ping'),
		run('user.getJwt'),
		changePassword,
		run('session.signOut', { global: true, method: 'POST' }),
		run('session.signOut', { global: false, method: 'POST', options: fullAnswer }),
		run(
			'session.signOut',
			{ global: false, method: 'GET', redirectUri: 'https://example.com/bye' },
			{ statuses: [302] },
		),
	];
	return [
		...authenticated(['oAuth2', 'token'], signedIn),
		...authenticated(['apiKey'], [changePassword, ...refused]),
	];
}

const definition = {
	category: 'TotalAdjustedTime',
	dynamicFilter: 'Media=voice',
	dynamicTimeProfile: '00:00',
	insensitivity: 1,
	intervalType: 'GrowingWindow',
	mainMask: 'WaitForNextCall',
	maskType: 'DN',
	notificationFrequency: 5,
	notificationMode: 'Periodical',
	subject: 'DNStatus',
};
const agent = { objectType: 'Agent', objectId: 'agent' };
const queue = { objectType: 'Queue', objectId: 'queue1' };
const named = { ...queue, statisticId: 'wait', name: 'TotalCallsInQueue' };
const defined = { ...agent, statisticId: 'idle', definition };

/** Runs of the Statistics API. */
export function statisticsCases({ subscriptionId }: Prepared): WireCase[] {
	const run = (operation: string, parameters: INodeParameters, more: Partial<WireCase> = {}) => ({
		operation: `genesysStatistics.${operation}`,
		parameters: { options: requestOptions, ...parameters },
		...more,
	});
	const create = (statistics: IDataObject, verbose: string, full: boolean) =>
		run('subscription.create', {
			...(statistics as INodeParameters),
			options: {
				...requestOptions,
				operationId: 'subscription-1',
				verbose,
				fullAnswer: full,
			},
		});
	const form = (entries: IDataObject[]) => ({ statisticsMode: 'form', statistics: { entries } });
	const one = { ...queue, statisticName: 'TotalCallsInQueue' };
	const json = { statisticsMode: 'json', statisticsJson: JSON.stringify([named, defined]) };
	const byName = { ...named, source: 'name' };
	const byDefinition = { ...defined, source: 'definition' };
	return [
		run('statistic.get', one),
		run('statistic.get', { ...one, options: fullAnswer }),
		run(
			'statistic.getAll',
			{ ...one, options: { ...requestOptions, batchSize: 2 } },
			{ items: [{}, {}, {}], statuses: [200, 200] },
		),
		...[form([byName, byDefinition]), form([byDefinition, byName]), json].map((statistics) =>
			run('statistic.getDefined', statistics as INodeParameters, {
				statuses: [200, 200],
				omits: ['query verbose'],
			}),
		),
		create(form([byName, byDefinition]), 'INFO', false),
		create(form([byDefinition, byName]), 'OFF', true),
		create(json, 'INFO', false),
		...['INFO', 'OFF'].map((verbose) =>
			run('subscription.getValues', {
				subscriptionId,
				options: {
					...requestOptions,
					statisticIds: 'wait, other',
					verbose,
					fullAnswer: verbose === 'OFF',
				},
			}),
		),
		run('subscription.delete', { subscriptionId }),
		run('subscription.delete', { subscriptionId, options: fullAnswer }),
	];
}
