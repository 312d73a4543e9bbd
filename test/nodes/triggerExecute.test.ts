import { startPollHost } from '../harness/runPoll';
import { initDeduplication } from '../harness/triggerHost';

beforeAll(async () => {
	await initDeduplication();
});

describe.each([
	['genesysInteractionsTrigger', 'genesysWebhookApi'],
	['genesysCloudMessagingTrigger', 'genesysWebhookApi'],
	['genesysMessagingTrigger', 'genesysMessagingChannelApi'],
])('an option of %s that cannot be read', (node, credential) => {
	const execute = async (onError?: 'continueRegularOutput') => {
		const trigger = await startPollHost({
			node,
			parameters: { options: { ignoreRedeliveries: '={{ "perhaps" }}' } },
			credentials: { [credential]: {} },
			workflowId: `execute-${node}`,
			onError,
		});
		const items = ['a', 'b'].map((deliveryId) => ({ json: { deliveryId } }));
		return await trigger.execute(items, '1', 'webhook');
	};

	test('lets no delivery pass as if it were new when the node continues', async () => {
		const { items, error } = await execute('continueRegularOutput');
		expect(error).toBeUndefined();
		expect(items).toMatchObject(
			[0, 1].map((item) => ({
				json: { error: expect.stringContaining('Ignore Redeliveries') },
				pairedItem: { item },
			})),
		);
	});

	test('is an error otherwise', async () => {
		expect((await execute()).error?.message).toContain('Ignore Redeliveries');
	});
});
