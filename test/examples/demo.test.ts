import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoCredentials } from '../../demo/credentials';
import { REPOSITORY, type Workflow } from '../../tools/n8n';
import { runningDemo } from './support/demo';

describe('The demo', () => {
	const { simulator, n8n } = runningDemo();
	const [genesysApi, ...others] = demoCredentials(simulator);
	/** The credential test, as the editor runs it when a credential is saved. */
	const tried = async (data: Record<string, unknown>, credential = genesysApi) =>
		await n8n.rest.testCredential({ ...credential, data: { ...credential.data, ...data } });

	test('every example is in n8n and active', async () => {
		const folder = join(REPOSITORY, 'examples');
		const examples = readdirSync(folder)
			.filter((file) => file.endsWith('.json'))
			.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Workflow);
		const workflows = await n8n.rest.listWorkflows();
		const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
		expect(workflows.map(({ name, active }) => ({ name, active })).sort(byName)).toEqual(
			examples.map(({ name }) => ({ name, active: true })).sort(byName),
		);
	});

	test('every credential that an example names is there', async () => {
		const saved = (await n8n.rest.listCredentials()).map(({ type, name }) => `${type}: ${name}`);
		const workflows = await n8n.rest.listWorkflows();
		const named = [];
		for (const { id } of workflows) {
			const { nodes } = await n8n.rest.getWorkflow(id);
			for (const { credentials = {} } of nodes) {
				named.push(...Object.entries(credentials).map(([type, { name }]) => `${type}: ${name}`));
			}
		}
		expect(saved).toEqual(expect.arrayContaining(named));
	});

	test('the user of Genesys Cloud is signed in, and the client needs nobody to', async () => {
		const cloud = others.filter(({ type }) => type === 'genesysCloudOAuth2Api');
		expect(cloud.map(({ name }) => name)).toEqual([
			'Genesys Cloud (client)',
			'Genesys Cloud (user)',
		]);
		const [user] = simulator.control.cloudLogin.listUsers();
		const signedIn = simulator.control.cloudLogin.listTokens();
		expect(signedIn).toContainEqual(expect.objectContaining({ kind: 'user', userId: user.id }));
		const saved = await n8n.rest.listCredentials();
		const { id } = saved.find(({ name }) => name === 'Genesys Cloud (user)') ?? { id: '' };
		const { data } = await n8n.rest.call<{ data: { oauthTokenData?: boolean } }>(
			'GET',
			`/credentials/${id}?includeData=true`,
		);
		expect(data.oauthTokenData).toBe(true);
	});

	test('the right key is accepted', async () => {
		expect((await tried({})).status).toBe('OK');
	});

	test('a wrong key and a wrong URL are told apart', async () => {
		const wrongKey = await tried({ apiKey: 'wrong' });
		const wrongUrl = await tried({ baseUrl: n8n.url });
		expect([wrongKey.status, wrongUrl.status]).toEqual(['Error', 'Error']);
		expect(wrongKey.message).not.toBe(wrongUrl.message);
	});

	test('a channel is accepted, and not with another secret', async () => {
		const channels = others.filter(({ type }) => type === 'genesysMessagingChannelApi');
		expect(channels).toHaveLength(2);
		for (const channel of channels) {
			const right = await tried({}, channel);
			const wrong = await tried({ channelSecret: 'wrong' }, channel);
			expect([right.status, wrong.status]).toEqual(['OK', 'Error']);
		}
	});
});
