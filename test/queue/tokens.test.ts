import { startSimulator, type Simulator } from '../../simulator';
import type { N8nRest } from '../../tools/n8n';
import { channelCredential, SECRET, smsOf, TRIGGER } from '../e2e/support/messaging';
import { AGENT } from '../e2e/support/signIn';
import { post, signatureOf } from '../e2e/support/trigger';
import { node, PACKAGE, saveChain, saveCredential } from '../e2e/support/workflows';
import { each, numbered } from './support/burst';
import { settled, storedExecutions } from './support/executions';
import { stack } from './support/stack';

/** How often the token expires, and how many executions find that out at once. */
const ROUNDS = 5;
const EXECUTIONS = 20;

/** The refresh token is good for one call, and two workers find out at once that they need another. */
test('a refresh token that is replaced: no execution of two workers fails', async () => {
	const rest: N8nRest = await stack().connect();
	const simulator: Simulator = await startSimulator();
	try {
		const { url: baseUrl, apiKey, clientId, clientSecret } = simulator;
		const { refreshToken } = simulator.control.auth.issueToken(AGENT.userName);
		const client = { baseUrl, apiKey, clientId, clientSecret };
		const credential = await saveCredential(rest, 'genesysTokenApi', {
			...{ ...client, grantType: 'refreshToken', refreshToken },
		});
		const trigger = node(
			TRIGGER,
			`${PACKAGE}.genesysMessagingTrigger`,
			{},
			{ typeVersion: 1.1, credential: await channelCredential(rest, simulator) },
		);
		const get = { authentication: 'token', resource: 'user', operation: 'get' };
		const workflow = await saveChain(rest, 'Who', [
			trigger,
			node('User', `${PACKAGE}.genesysAuthentication`, get, { credential }),
		]);
		await rest.activate(workflow);
		const path = `${trigger.webhookId}/messaging`;
		await rest.waitForWebhook(path);
		for (let round = 1; round <= ROUNDS; round++) {
			await each(numbered(`round-${round}`, EXECUTIONS), EXECUTIONS, async (messageId) => {
				const body = smsOf(messageId);
				const headers = { 'X-Hub-Signature': signatureOf(body, SECRET) };
				const { status } = await post(`${stack().url('webhook1')}/webhook/${path}`, body, headers);
				expect(status).toBe(200);
			});
			await settled(workflow, round * EXECUTIONS);
			simulator.control.auth.expireTokens();
		}
		const executions = await storedExecutions(workflow);
		const failed = executions.filter(({ status }) => status !== 'success');
		expect(failed).toEqual([]);
		expect(executions).toHaveLength(ROUNDS * EXECUTIONS);
		const calls = simulator.control.requests
			.list({ path: '/auth/v3/oauth/token' })
			.map(({ status }) => status);
		process.stderr.write(
			`${executions.length} executions, ${calls.length} calls for a token, ${calls.filter((status) => status !== 200).length} refused\n`,
		);
		expect(calls.filter((status) => status === 200)).toHaveLength(ROUNDS);
	} finally {
		await simulator.close();
	}
});
