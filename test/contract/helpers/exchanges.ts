import { ClientOAuth2 } from '@n8n/client-oauth2';
import type { INodeExecutionData } from 'n8n-workflow';
import type { RecordedRequest, Simulator } from '../../../simulator';
import type { Credentials } from '../../harness/additionalData';
import { attachTo, interactionIn } from '../../harness/agentEmail';
import {
	channelCredential,
	keyCredential,
	oAuth2Credential,
	signedInCredential,
	signInCredential,
	tokenCredential,
	webServicesCredential,
} from '../../harness/genesysCredentials';
import { filledCredential } from '../../harness/filledCredential';
import { runNode, type NodeRun } from '../../harness/runNode';
import { startTrigger } from '../../harness/runTrigger';
import { addressIn, CALLBACK, signInAt } from '../../harness/signIn';
import { ACCEPTED } from '../exportCases';
import type { Prepared, WireCase } from '../wireCase';
import { wireCases } from '../wireCases';
import { exportTriggerRequests, noExports, prepareExports } from './exportExchanges';
import { channels, messagingTriggerRequests, uploadMedia } from './messagingExchanges';
import { formOf, type Form } from './multipart';

/** With what `formOf` reads, if there is a form. */
export type SentRequest = RecordedRequest & { form?: Form };

/** What one user of the APIs sent, as the simulator received it. */
export interface Exchange {
	/** As in coverage.ts: an operation of a node, a trigger, or a credential. */
	user: string;
	authentication: string;
	requests: SentRequest[];
}

/** A run of an operation of an action node. */
export interface CaseExchange extends Exchange {
	wireCase: WireCase;
	error?: string;
	output: INodeExecutionData[];
}

/** Credentials by the value of the Authentication parameter, with a token that holds for the run. */
const credentialsFor: Record<string, (sim: Simulator) => Credentials | Promise<Credentials>> = {
	apiKey: keyCredential,
	oAuth2: async (sim) => await oAuth2Credential(sim),
	token: (sim) => signedInCredential(sim),
};

/** With that of the agents of Web Services. */
const allCredentials: typeof credentialsFor = {
	...credentialsFor,
	webServices: webServicesCredential,
};

/** An account that is content with the key, where nothing else is sent, and else one that is not. */
function admit(sim: Simulator, authentication: string): void {
	sim.control.statistics.set({ requireToken: authentication !== 'apiKey' });
}

/** Those of the messaging channels, which no field chooses. */
const channelFor = (sim: Simulator, way: string) => channelCredential(sim, channels(sim)[way]);

const EXTERNAL_ID = 'case-1';
const SUBSCRIPTION = 'prepared-1';

/** In place of ids; only what the cases set matters then. */
export const placeholder: Prepared = {
	secureMailId: '',
	selfUri: '',
	interactionId: '',
	externalId: EXTERNAL_ID,
	subscriptionId: SUBSCRIPTION,
	exports: noExports,
	media: {},
	interactions: { Invited: '', Accepted: '', ReplyCreated: '' },
	attachmentId: '',
};

async function post(sim: Simulator, path: string, body: object): Promise<{ data: { id: string } }> {
	const response = await fetch(sim.url + path, {
		method: 'POST',
		headers: {
			'x-api-key': sim.apiKey,
			authorization: `Bearer ${sim.control.auth.issueToken('agent').accessToken}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${path} answered ${response.status}`);
	return (await response.json()) as { data: { id: string } };
}

/** What there is for the operations of a node to work on. */
const preparations: Record<string, (sim: Simulator) => Promise<Partial<Prepared>>> = {
	genesysSecureEmail: async (sim) => {
		const mail = { address: 'consumer@example.com', securebox: 'billing' };
		const { id: secureMailId } = sim.control.secureEmails.add(mail);
		return { secureMailId, selfUri: `${sim.url}/nexus/v3/securemail/${secureMailId}` };
	},
	genesysOpenMedia: async (sim) => {
		const userData = { subject: 'Broken lamp', queue: 'repairs', priority: 2 };
		const workitem = { data: { externalId: EXTERNAL_ID, userData } };
		const { data } = await post(sim, '/nexus/v3/openmedia/workitems/interactions', workitem);
		return { interactionId: data.id };
	},
	genesysStatistics: async (sim) => {
		const statistic = { objectType: 'Queue', objectId: 'queue1', name: 'TotalCallsInQueue' };
		const statistics = ['wait', 'other'].map((statisticId) => ({ statisticId, ...statistic }));
		const subscription = { operationId: SUBSCRIPTION, data: { statistics } };
		await post(sim, '/statistics/v3/subscriptions', subscription);
		return {};
	},
	genesysUserDataManagement: async (sim) => ({ exports: await prepareExports(sim) }),
	genesysAgentEmail: async (sim) => {
		const Invited = await interactionIn(sim, 'Invited');
		const Accepted = await interactionIn(sim, 'Accepted');
		// The original has copies, so that all of the draft is filled.
		const ReplyCreated = await interactionIn(sim, 'ReplyCreated', { cc: 'copy@example.com' });
		const attachmentId = await attachTo(sim, ReplyCreated);
		return { interactions: { Invited, Accepted, ReplyCreated }, attachmentId };
	},
	genesysMessaging: async (sim) => ({ media: await uploadMedia(sim) }),
};

/** A simulator with what the node needs, and nothing else. */
async function prepare(sim: Simulator, node: string): Promise<Prepared> {
	await sim.control.reset();
	const prepared = await preparations[node]?.(sim);
	sim.control.requests.clear();
	return { ...placeholder, ...prepared };
}

/** Every run of `wireCases`, with each kind of credential that the API of its node accepts. */
export async function caseExchanges(
	sim: Simulator,
	casesOf: (prepared: Prepared) => WireCase[] = wireCases,
): Promise<CaseExchange[]> {
	const exchanges: CaseExchange[] = [];
	for (const index of casesOf(placeholder).keys()) {
		const { wireCase, authentication, run } = await preparedRun(sim, casesOf, index);
		const { error, items } = await runNode(run);
		exchanges.push({
			user: wireCase.operation,
			authentication,
			requests: await sent(sim),
			wireCase,
			error: error?.message,
			output: items,
		});
	}
	return exchanges;
}

/** One run of `casesOf`, by its place, with what it needs in the simulator, and nothing else in it. */
export async function preparedRun(
	sim: Simulator,
	casesOf: (prepared: Prepared) => WireCase[],
	index: number,
): Promise<{ wireCase: WireCase; authentication: string; run: NodeRun }> {
	const [node, resource, operation] = casesOf(placeholder)[index].operation.split('.');
	const wireCase = casesOf(await prepare(sim, node))[index];
	const { way, parameters, items, binary } = wireCase;
	const authentication = way ?? String(parameters.authentication);
	admit(sim, authentication);
	const credentials = way ? channelFor(sim, way) : await allCredentials[authentication](sim);
	return {
		wireCase,
		authentication,
		run: {
			node,
			parameters: { resource, operation, ...parameters },
			credentials,
			items,
			binary,
		},
	};
}

/** What the simulator received since it was prepared. */
export async function sent(sim: Simulator): Promise<SentRequest[]> {
	const requests = sim.control.requests.list();
	return await Promise.all(
		requests.map(async (request) => ({ ...request, form: await formOf(request) })),
	);
}

/** The statistics trigger, from its activation until it has polled and was deactivated. */
export async function triggerExchanges(sim: Simulator): Promise<Exchange[]> {
	const user = 'genesysStatisticsTrigger';
	const polls = () => sim.control.requests.list({ path: '/statistics/v3/notifications/connect' });
	const statistic = { objectType: 'Queue', objectId: 'queue1', name: 'TotalCallsInQueue' };
	const exchanges: Exchange[] = [];
	for (const [authentication, credential] of Object.entries(credentialsFor)) {
		await sim.control.reset();
		admit(sim, authentication);
		const trigger = await startTrigger(
			user,
			{
				authentication,
				statisticsMode: 'form',
				statistics: { entries: [{ statisticId: 'wait', source: 'name', ...statistic }] },
			},
			await credential(sim),
		);
		try {
			await trigger.until(() => polls().length > 1, 'a second poll');
		} finally {
			await trigger.close();
		}
		exchanges.push({ user, authentication, requests: sim.control.requests.list() });
	}
	return exchanges;
}

/** The export trigger on each of its APIs. */
export async function exportTriggerExchanges(sim: Simulator): Promise<Exchange[]> {
	const exchanges: Exchange[] = [];
	for (const [api, ways] of Object.entries(ACCEPTED)) {
		for (const authentication of ways) {
			await prepare(sim, 'genesysUserDataManagement');
			const credentials = await credentialsFor[authentication](sim);
			await exportTriggerRequests(sim, { api, authentication }, credentials);
			const requests = await sent(sim);
			exchanges.push({ user: 'genesysExportTrigger', authentication, requests });
		}
	}
	return exchanges;
}

/** The messaging trigger, which reports what it took when it is told to. */
export async function messagingTriggerExchanges(sim: Simulator): Promise<Exchange[]> {
	const exchanges: Exchange[] = [];
	for (const way of Object.keys(channels(sim))) {
		await prepare(sim, 'genesysMessaging');
		await messagingTriggerRequests(sim, channelFor(sim, way));
		const requests = await sent(sim);
		exchanges.push({ user: 'genesysMessagingTrigger', authentication: way, requests });
	}
	return exchanges;
}

const isSignIn = ({ method, path }: RecordedRequest) =>
	path === '/auth/v3/oauth/token' || (path === '/auth/v3/oauth/authorize' && method === 'GET');

/** What the credentials send to get a token, by every way that they have, and to renew it. */
export async function signInExchanges(sim: Simulator): Promise<Exchange[]> {
	const { refreshToken } = sim.control.auth.issueToken('agent');
	const ways: Array<[string, string, () => Promise<unknown>]> = [
		['genesysTokenApi', 'token', async () => await whoAmI('token', tokenCredential(sim))],
		['genesysTokenApi', 'token', async () => await signInByPastedCode(sim)],
		[
			'genesysTokenApi',
			'token',
			async () =>
				await whoAmI('token', tokenCredential(sim, { grantType: 'refreshToken', refreshToken })),
		],
		['genesysOAuth2Api', 'oAuth2', async () => await signIn(sim)],
		[
			'genesysOAuth2Api',
			'oAuth2',
			async () => {
				const credential = await oAuth2Credential(sim);
				sim.control.auth.expireTokens();
				await whoAmI('oAuth2', credential);
			},
		],
	];
	const exchanges: Exchange[] = [];
	for (const [name, authentication, way] of ways) {
		sim.control.requests.clear();
		await way();
		const requests = sim.control.requests.list().filter(isSignIn);
		exchanges.push({ user: `credential:${name}`, authentication, requests });
	}
	return exchanges;
}

/** The way of the token credential: a person opens the address that an error shows, and pastes where it led to. */
async function signInByPastedCode(sim: Simulator): Promise<void> {
	const credentials = signInCredential(sim);
	const said = await whoAmI('token', credentials).catch((error: Error & { description?: string }) =>
		String(error.description),
	);
	const pasted = await signInAt(addressIn(String(said)));
	Object.assign(credentials.genesysTokenApi, { authorizationCode: pasted });
	await whoAmI('token', credentials);
}

async function whoAmI(authentication: string, credentials: Credentials): Promise<void> {
	const { error } = await runNode({
		node: 'genesysAuthentication',
		parameters: { authentication, resource: 'user', operation: 'get' },
		credentials,
	});
	if (error) throw error;
}

/** The way of n8n's server: it gives the address to the browser, and exchanges the code that comes back. */
async function signIn(sim: Simulator): Promise<void> {
	const { url: baseUrl, clientId, clientSecret } = sim;
	const own = { baseUrl, clientId, clientSecret, hideTenant: true };
	const data = await filledCredential('genesysOAuth2Api', own);
	const client = new ClientOAuth2({
		clientId: String(data.clientId),
		clientSecret: String(data.clientSecret),
		authorizationUri: String(data.authUrl),
		accessTokenUri: String(data.accessTokenUrl),
		scopes: [String(data.scope)],
		authentication: 'header',
		redirectUri: CALLBACK,
		state: 'state-1',
	});
	const address = client.code.getUri({
		query: Object.fromEntries(new URLSearchParams(String(data.authQueryParameters))),
	});
	await client.code.getToken(await signInAt(address));
}
