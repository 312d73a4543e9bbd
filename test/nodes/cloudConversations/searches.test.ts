import type { INodeParameters } from 'n8n-workflow';
import { openEditor } from '../../harness/editor';
import { cloudCredential } from '../../harness/genesysCredentials';
import { withSimulator } from '../../harness/simulator';
import { byId, callsTo, conversationIn } from './parts';

const sim = withSimulator({ seed: 1, samples: false });

async function search(field: string, parameters: INodeParameters, filter?: string) {
	const credentials = cloudCredential(sim);
	const editor = await openEditor({ node: 'genesysCloudConversations', credentials, parameters });
	return (await editor.search(field, filter)).results;
}

const names = (results: Array<{ name: string }>) => results.map(({ name }) => name);

function conversation() {
	const [{ id: userId, name, email: address }] = sim.control.cloud.directory().users;
	return conversationIn(
		sim,
		'message',
		{ purpose: 'customer', name: 'Kim' },
		{ purpose: 'acd', name: 'Billing', state: 'disconnected' },
		{ purpose: 'agent', userId, name, address },
		{ purpose: 'agent', address: 'bo@example.com', state: 'alerting' },
	);
}

test('participants are listed by name, with what they are there for and their state', async () => {
	const { id, agents, customer } = conversation();
	const [agent] = agents;
	const results = await search('participant', { conversationId: ` ${id} ` });
	expect(names(results)).toEqual([
		'Kim (customer, connected)',
		'Billing (acd, disconnected)',
		`${agent.name} (agent, connected)`,
		'bo@example.com (agent, alerting)',
	]);
	expect(results[0].value).toBe(customer.id);
	const found = await search('participant', { conversationId: id }, ' KIM');
	expect(names(found)).toEqual(['Kim (customer, connected)']);
});

test('communications are those of the participant that is chosen, or all', async () => {
	const { id, agents } = conversation();
	const [agent, bo] = agents;
	const all = await search('communication', { conversationId: id });
	expect(all).toHaveLength(4);
	expect(all[0].name).toBe('Kim (customer, messages, connected)');

	const choice = { name: 'bo@example.com (agent, messages, alerting)', value: bo.communication.id };
	const chosen = [byId(bo.id), { __rl: true, mode: 'list', value: bo.id }, bo.id];
	for (const participant of chosen) {
		expect(await search('communication', { conversationId: id, participant })).toEqual([choice]);
	}
	// An expression that has no value in the editor yet.
	const unknown = byId('={{ $json.participant }}');
	expect(await search('communication', { conversationId: id, participant: unknown })).toEqual(all);
	const found = await search('communication', { conversationId: id }, String(agent.name));
	expect(found).toEqual([expect.objectContaining({ value: agent.communication.id })]);
});

test.each([[''], ['={{ $json.id }}'], [undefined], [null]])(
	'with the conversation ID %p the list says that it is needed, and asks Genesys nothing',
	async (conversationId) => {
		const parameters = { conversationId } as INodeParameters;
		await expect(search('participant', parameters)).rejects.toThrow('Conversation ID is needed');
		await expect(search('communication', parameters)).rejects.toThrow('Conversation ID is needed');
		expect(callsTo(sim)).toEqual([]);
	},
);

test('what has no ID is not offered, and a conversation that is not there is an error', async () => {
	const participants = [null, { purpose: 'agent' }, { id: 'p', messages: [null, {}, { id: 'm' }] }];
	for (const [field, choice] of [
		['participant', { name: 'p', value: 'p' }],
		['communication', { name: 'p (messages)', value: 'm' }],
	] as const) {
		sim.control.faults.add({ kind: 'status', status: 200, body: { participants } });
		expect(await search(field, { conversationId: 'c' })).toEqual([choice]);
	}
	await expect(search('participant', { conversationId: 'nothing' })).rejects.toThrow(
		'did not find',
	);
});

describe('wrap-up codes', () => {
	test('are those that the participant may use, once it is known', async () => {
		const { id, agents } = conversation();
		const parameters = {
			operation: 'applyMessage',
			conversationId: id,
			participant: byId(agents[0].id),
		};
		sim.control.faults.add({ kind: 'status', status: 200, body: [{ id: 'w', name: 'Resolved' }] });
		const results = await search('wrapUpCode', parameters);
		expect(results).toEqual([{ name: 'Resolved', value: 'w' }]);
		expect(callsTo(sim)[0][0]).toBe(`GET messages/${id}/participants/${agents[0].id}/wrapupcodes`);
		expect(names(await search('wrapUpCode', parameters, 'resol'))).toEqual(['Resolved']);
	});

	test.each([
		['no participant', 'applyEmail', ''],
		['a kind of conversation without such a list', 'applyVideo', 'p'],
		['an expression without a value', 'applyEmail', '={{ $json.p }}'],
	])('are all of the organization with %s', async (_what, operation, participant) => {
		const parameters = { operation, conversationId: 'c', participant: byId(participant) };
		const results = await search('wrapUpCode', parameters);
		const { wrapupCodes } = sim.control.cloud.directory();
		expect(names(results)).toEqual(wrapupCodes.map(({ name }) => name));
	});
});
