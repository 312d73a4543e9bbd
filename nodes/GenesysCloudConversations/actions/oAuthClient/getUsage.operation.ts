import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { number } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation, type Context } from '../../../shared/engine/operation';
import { isObject } from '../../../shared/transport/body';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { oAuthClient } from '../../directory';
import { periodIn, periodProperties } from '../../period';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** `POST /oauth/clients/{clientId}/usage/query`, and its result once there is one. */
export const getUsage = defineOperation({
	kind: 'custom',
	value: 'getUsage',
	name: 'Get Usage',
	action: 'Get usage of oauth client as numbers of requests by path and status',
	description:
		'Retrieve how many requests an OAuth client sent, by path, method and status, an item per row',
	properties: [
		oAuthClient,
		...periodProperties,
		defineProperty({
			displayName: 'Group By',
			name: 'groupBy',
			type: 'multiOptions',
			options: [
				{ name: 'HTTP Method', value: 'HttpMethod' },
				{ name: 'OAuth Client', value: 'OAuthClientId' },
				{ name: 'Organization', value: 'OrganizationId' },
				{ name: 'Path', value: 'TemplateUri' },
			],
			default: ['TemplateUri', 'HttpMethod'],
			description: 'What each row is about. Without any, there is one for the whole client.',
		}),
	],
	options: [
		bodyOption,
		defineProperty({
			displayName: 'Granularity',
			name: 'granularity',
			type: 'options',
			options: [
				{ name: 'Day', value: 'Day' },
				{ name: 'Month', value: 'Month' },
				{ name: 'Week', value: 'Week' },
			],
			default: 'Day',
			description: 'Rows for each day, week or month of the period',
		}),
		number('waitLimit', 'Wait at Most', 'Minutes to wait until Genesys has counted, e.g. 5', 5, {
			typeOptions: { minValue: 0, maxValue: 1440 },
		}),
	],
	execute: async (values, context) => {
		const { options, groupBy } = values;
		const { from, to } = periodIn(values, context.timezone);
		const query = { interval: `${from}/${to}`, groupBy, granularity: options.granularity };
		const usage = path`/oauth/clients/${values.oAuthClient}/usage/query`;
		const asked = await context.send({
			method: 'POST',
			path: usage,
			body: bodyOf(query, options),
			idempotent: true,
		});
		const { executionId } = asked.thing();
		if (typeof executionId !== 'string' || executionId === '') {
			throw new UserError('Genesys named no query of the usage', {
				description: 'Its answer has no executionId. Try it again.',
			});
		}
		const results = usage + path`/results/${executionId}`;
		return await resultOf(results, options.waitLimit ?? 5, context);
	},
});

/** @throws UserError when the query failed, or is not finished in time */
async function resultOf(
	results: string,
	minutes: number,
	{ send, wait }: Context,
): Promise<IDataObject[]> {
	const until = Date.now() + minutes * 60_000;
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
		const { queryStatus, results: rows } = (await send({ method: 'GET', path: results })).thing();
		if (typeof queryStatus !== 'string') {
			throw new UserError('Genesys does not say how far it has counted', {
				description: 'Its answer has no queryStatus. Try it again.',
			});
		}
		const status = queryStatus.toLowerCase();
		if (status === 'complete') return Array.isArray(rows) ? rows.filter(isObject) : [];
		if (status === 'failed') {
			throw new UserError('Genesys could not count the usage of the OAuth client', {
				description: 'Try it again, or choose a shorter Period.',
			});
		}
		if (Date.now() >= until) {
			throw new UserError(`Genesys has not counted the usage after ${minutes} minutes`, {
				description: `The status is ${queryStatus}. Raise Wait at Most, or choose a shorter Period.`,
			});
		}
		await wait(pause);
	}
}
