import type { IDataObject } from 'n8n-workflow';
import { webServicesCredential } from '../harness/genesysCredentials';
import { startTrigger, type RunningTrigger } from '../harness/runTrigger';
import { withSimulator } from '../harness/simulator';
import { until } from '../harness/until';
import { enumOf, operation } from './helpers/operations';

/** The notification with every documented field and value, and what the trigger makes of it. */
const ID = 'webservices.email.channel.interaction-state';
const fields = operation(ID).body?.fields ?? [];
const sim = withSimulator({ samples: false, webServices: { cometd: { timeoutMs: 1_000 } } });
let trigger: RunningTrigger | undefined;

afterEach(async () => await trigger?.close());

/** As documented: each field has its first value, or its own name for one. */
function documented(): IDataObject {
	const message: IDataObject = {};
	for (const { name, enum: values } of fields) {
		const value = name === 'capabilities' ? values : (values?.[0] ?? name);
		const [outer, inner] = name.split('.');
		if (inner === undefined) message[outer] = value;
		else message[outer] = { ...(message[outer] as IDataObject), [inner]: value };
	}
	return message;
}

async function passedOn(simplify: boolean): Promise<IDataObject> {
	trigger = await startTrigger(
		'genesysAgentEmailTrigger',
		{
			simplify,
			filters: { channels: 'email', states: ['ReplyCreated'], subtypes: ['OutboundReply'] },
		},
		webServicesCredential(sim),
	);
	const { channel } = sim.control.webServices.settings();
	await trigger.until(() => sim.control.webServices.cometd.heldPolls() === 1, 'a held poll');
	sim.control.webServices.cometd.publish(channel, documented());
	await trigger.until(() => trigger?.emitted.length === 1, 'the notification');
	return trigger.emitted[0][0];
}

test('every documented field is passed on', async () => {
	expect(fields.length).toBeGreaterThan(10);
	const { messageTypeName, ...interaction } = documented();
	expect(messageTypeName).toBe('InteractionStateMessage');
	expect(await passedOn(false)).toEqual(interaction);
});

test('simplified: what a workflow works with', async () => {
	expect(await passedOn(true)).toEqual({
		...{ id: 'id', state: 'ReplyCreated', subtype: 'OutboundReply', receivedAt: 'receivedAt' },
		...{ from: 'email_object.FromAddress', to: 'email_object.ToAddress' },
		...{ cc: 'email_object.CCAddresses', subject: 'email_object.Subject' },
		text: 'email_object.Text',
		capabilities: enumOf(ID, 'capabilities'),
	});
});

test('the simulator sends these fields, and no other', async () => {
	await sim.control.webServices.addEmail();
	const sent = () => sim.control.webServices.notifications();
	await until(() => sent().length === 1, 'the notification');
	const names = Object.entries(sent()[0].message).flatMap(([name, value]) =>
		name === 'email_object' ? Object.keys(value).map((inner) => `${name}.${inner}`) : [name],
	);
	expect(names.sort()).toEqual(fields.map(({ name }) => name).sort());
});
