import { createHmac } from 'node:crypto';
import type { Simulator } from '../../../simulator';
import type { Credentials } from '../../harness/additionalData';
import { runNode } from '../../harness/runNode';
import { startTriggerHost } from '../../harness/triggerHost';

const CONTACT_CENTER = 'demo-ccid';

/** The channels that are used, by the ways that lead to them: one without an API key, one with it. */
export const channels = ({ apiKey }: Pick<Simulator, 'apiKey'>) =>
	({
		channel: { channelId: 'sms-channel', channelSecret: 'demo-channel-secret', apiKey: '' },
		channelWithKey: { channelId: 'email-channel', channelSecret: 'demo-email-secret', apiKey },
	}) as Record<string, { channelId: string; channelSecret: string; apiKey: string }>;

/** A file in each channel. @returns their ids, by the way */
export async function uploadMedia(sim: Simulator): Promise<Record<string, string>> {
	const ids: Record<string, string> = {};
	for (const [way, { channelId, channelSecret }] of Object.entries(channels(sim))) {
		const body = Buffer.from(
			'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b--\r\n',
		);
		const response = await fetch(`${sim.url}/nexus/v3/channels/${channelId}/media`, {
			method: 'POST',
			headers: {
				'content-type': 'multipart/form-data; boundary=b',
				'x-ccid': CONTACT_CENTER,
				'x-hub-signature': `sha1=${createHmac('sha1', channelSecret).update(body).digest('hex')}`,
			},
			body,
		});
		if (!response.ok) throw new Error(`No file: ${response.status}`);
		const { data } = (await response.json()) as { data: { mediaId: string } };
		ids[way] = data.mediaId;
	}
	return ids;
}

/** A message to two recipients (one for SMS) that the trigger takes and reports as delivered. */
export async function messagingTriggerRequests(
	sim: Simulator,
	credentials: Credentials,
): Promise<void> {
	const parameters = { options: { ignoreRedeliveries: false, sendReceipt: true } };
	const { channelId } = credentials.genesysMessagingChannelApi as { channelId: string };
	const node = 'genesysMessagingTrigger';
	const workflowId = `contract ${channelId}`;
	const host = await startTriggerHost({ node, parameters, credentials, workflowId });
	try {
		sim.control.messaging.setChannel(channelId, { webhookUrl: host.url });
		const to =
			channelId === 'email-channel' ? [{ id: 'a@example.com' }, { id: 'b@example.com' }] : '1';
		const { messageId } = await sim.control.messaging.sendFromAgent({ channelId, to });
		const [items] = host.executions;
		const { error, items: output } = await runNode({
			node,
			parameters,
			credentials,
			items,
			typeVersion: 1.1,
		});
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json.receipt)).toEqual([{ status: 'Delivered' }]);
		const [{ status, recipients }] = sim.control.messaging
			.messages()
			.filter((message) => message.messageId === messageId);
		expect({ status, count: Object.keys(recipients).length }).toEqual({
			status: 'Delivered',
			count: [to].flat().length,
		});
	} finally {
		sim.control.messaging.setChannel(channelId, { webhookUrl: '' });
		await host.close();
	}
}
