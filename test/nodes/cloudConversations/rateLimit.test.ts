import type { IDataObject } from 'n8n-workflow';
import type { CredentialUse } from '../../harness/additionalData';
import { cloudCredential } from '../../harness/genesysCredentials';
import { runNode } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';

const sim = withSimulator({ samples: false });

const NUMBERS = (count: number) =>
	Array.from({ length: count }, (_, index) => `+1317555${String(1000 + index)}`);

/** A client that has not signed in yet. */
function withoutToken() {
	const { genesysCloudOAuth2Api: data } = cloudCredential(sim, 'client');
	const rest: IDataObject = { ...(data as IDataObject) };
	delete rest.oauthTokenData;
	return { genesysCloudOAuth2Api: rest as typeof data };
}

const send = async (
	numbers: string[],
	credentials = cloudCredential(sim, 'client'),
	credentialUse?: CredentialUse,
	credentialId?: string,
) =>
	await runNode({
		node: 'genesysCloudConversations',
		credentialId,
		parameters: {
			resource: 'agentless',
			operation: 'sendMessage',
			toAddressMessengerType: 'sms',
			fromAddress: '+13175550100',
			toAddress: '={{ $json.number }}',
			textBody: 'Your parcel comes today',
		},
		credentials,
		credentialUse,
		items: numbers.map((number) => ({ number })),
	});

const delivered = () => sim.control.cloud.conversations().map((one) => one.customerAddress);
const requests = (path: string) =>
	sim.control.requests.list().filter((request) => request.path === path);
const AGENTLESS = '/api/v2/conversations/messages/agentless';
const isRefused = ({ status }: { status: number | null }) => status === 429;

describe('1,000 agentless messages, of which Genesys takes 300 a minute', () => {
	test('all are delivered, none twice, and what waits does not go on asking', async () => {
		// The minute is as long as this machine needs to use it up.
		const started = Date.now();
		await send(NUMBERS(60));
		const minuteMs = Math.max(2_000, ((Date.now() - started) / 60) * 300 * 1.5);
		await sim.control.reset();
		sim.control.cloud.set({ requestsPerMinute: 300, minuteMs });
		const numbers = NUMBERS(1_000);
		const { error, items } = await send(numbers);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.toAddress)).toEqual(numbers);
		expect([...delivered()].sort()).toEqual(numbers);
		// Genesys Cloud tells how many are left with each answer, so that few are sent in vain.
		const refused = requests(AGENTLESS).filter(isRefused);
		expect(refused.length).toBeLessThanOrEqual(30);
	}, 180_000);
});

test('several runs that share the limit of a client end well', async () => {
	sim.control.cloud.set({ requestsPerMinute: 60, minuteMs: 1_000 });
	const credentials = cloudCredential(sim, 'client');
	const numbers = NUMBERS(240);
	const runs = await Promise.all(
		[0, 1, 2, 3].map(
			async (run) =>
				await send(numbers.slice(run * 60, run * 60 + 60), credentials, undefined, 'shared'),
		),
	);
	expect(requests(AGENTLESS).filter(isRefused).length).toBeLessThanOrEqual(60);
	expect(runs.map(({ error }) => error)).toEqual(Array(4).fill(undefined));
	expect([...delivered()].sort()).toEqual(numbers);
}, 60_000);

test('a client without a token fetches one, though ten requests begin at once', async () => {
	const use: CredentialUse = { decrypted: 0 };
	const { error, items } = await send(NUMBERS(30), withoutToken(), use);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(30);
	expect(requests('/oauth/token')).toHaveLength(1);
	expect(use.stored).toBe(1);
});
