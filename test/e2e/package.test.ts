import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axios, { type AxiosInstance } from 'axios';
import { DEMO_OWNER, REPOSITORY } from '../../tools/n8n';
import { instance } from './support/instance';
import { PACKAGE } from './support/workflows';

const NODES = [
	'genesysAgentEmail',
	'genesysAgentEmailTrigger',
	'genesysAuthentication',
	'genesysCloudConversations',
	'genesysCloudMessagingTrigger',
	'genesysInteractionsTrigger',
	'genesysOpenMedia',
	'genesysSecureEmail',
	'genesysStatistics',
	'genesysStatisticsTrigger',
	'genesysExportTrigger',
	'genesysMessaging',
	'genesysMessagingTrigger',
	'genesysUserDataManagement',
];

interface ListedType {
	name: string;
	displayName: string;
	version: number | number[];
	iconUrl?: { light: string; dark: string };
	outputs?: string[];
	inputs?: string[];
	properties: Array<{ name: string }>;
}

/** n8n's lists of types need a login, but are not below /rest. */
async function loggedInClient(): Promise<AxiosInstance> {
	const headers = { 'browser-id': 'types' };
	const client = axios.create({ baseURL: instance().url, proxy: false, headers });
	const { email, password } = DEMO_OWNER;
	const answer = await client.post('/rest/login', { emailOrLdapLoginId: email, password });
	client.defaults.headers.cookie = answer.headers['set-cookie']?.[0].split(';')[0] ?? '';
	return client;
}

describe('the packed package in n8n', () => {
	let http: AxiosInstance;
	let nodes: ListedType[];
	let credentials: ListedType[];

	beforeAll(async () => {
		http = await loggedInClient();
		nodes = (await http.get<ListedType[]>('/types/nodes.json')).data;
		credentials = (await http.get<ListedType[]>('/types/credentials.json')).data;
	});

	const nodeCalled = (name: string) => {
		const found = nodes.filter((type) => type.name === `${PACKAGE}.${name}`);
		expect(found).toHaveLength(1);
		return found[0];
	};
	const iconOf = (name: string) => readFileSync(join(REPOSITORY, 'icons', name), 'utf8');

	test.each([
		['genesysAgentEmail/1.0.0/interaction/reply', 'repliesTo'],
		['genesysAgentEmailTrigger/1.0.0', 'subject'],
	])('serves what %s gives, before it has run', async (path, field) => {
		const { data } = await http.get<{ properties: object }>(`/schemas/${PACKAGE}.${path}.json`);
		expect(Object.keys(data.properties)).toContain(field);
	});

	test('is installed from the tarball: nothing but what is published', () => {
		const folder = join(instance().userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE);
		const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
		expect(manifest.version).toBe(
			JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')).version,
		);
		expect(() => readFileSync(join(folder, 'index.ts'))).toThrow('ENOENT');
		expect(() => readFileSync(join(folder, 'simulator', 'index.ts'))).toThrow('ENOENT');
	});

	test('gives exactly these node types, under the name of a community package', () => {
		const ours = nodes.filter(({ name }) => /genesys/i.test(name));
		expect(ours.map(({ name, displayName }) => [name, displayName]).sort()).toEqual([
			[`${PACKAGE}.genesysAgentEmail`, 'Genesys Agent Email'],
			[`${PACKAGE}.genesysAgentEmailTool`, 'Genesys Agent Email Tool'],
			[`${PACKAGE}.genesysAgentEmailTrigger`, 'Genesys Agent Email Trigger'],
			[`${PACKAGE}.genesysAuthentication`, 'Genesys Authentication'],
			[`${PACKAGE}.genesysAuthenticationTool`, 'Genesys Authentication Tool'],
			[`${PACKAGE}.genesysCloudConversations`, 'Genesys Cloud Conversations'],
			[`${PACKAGE}.genesysCloudConversationsTool`, 'Genesys Cloud Conversations Tool'],
			[`${PACKAGE}.genesysCloudMessagingTrigger`, 'Genesys Cloud Messaging Trigger'],
			[`${PACKAGE}.genesysExportTrigger`, 'Genesys Export Trigger'],
			[`${PACKAGE}.genesysInteractionsTrigger`, 'Genesys Interactions Trigger'],
			[`${PACKAGE}.genesysMessaging`, 'Genesys Messaging'],
			[`${PACKAGE}.genesysMessagingTool`, 'Genesys Messaging Tool'],
			[`${PACKAGE}.genesysMessagingTrigger`, 'Genesys Messaging Trigger'],
			[`${PACKAGE}.genesysOpenMedia`, 'Genesys Open Media'],
			[`${PACKAGE}.genesysOpenMediaTool`, 'Genesys Open Media Tool'],
			[`${PACKAGE}.genesysSecureEmail`, 'Genesys Secure Email'],
			[`${PACKAGE}.genesysSecureEmailTool`, 'Genesys Secure Email Tool'],
			[`${PACKAGE}.genesysStatistics`, 'Genesys Statistics'],
			[`${PACKAGE}.genesysStatisticsTool`, 'Genesys Statistics Tool'],
			[`${PACKAGE}.genesysStatisticsTrigger`, 'Genesys Statistics Trigger'],
			[`${PACKAGE}.genesysUserDataManagement`, 'Genesys User Data Management'],
			[`${PACKAGE}.genesysUserDataManagementTool`, 'Genesys User Data Management Tool'],
		]);
		const versions = NODES.map((name) => [name, ...[nodeCalled(name).version].flat()]);
		expect(Object.fromEntries(versions)).toEqual({
			...Object.fromEntries(NODES.map((name) => [name, 1])),
			genesysCloudMessagingTrigger: 1.1,
			genesysInteractionsTrigger: 1.1,
			genesysMessagingTrigger: 1.1,
		});
	});

	test.each(NODES.filter((name) => !name.endsWith('Trigger')))(
		'%s can be handed to an AI agent',
		(name) => {
			const { inputs, outputs, properties } = nodeCalled(`${name}Tool`);
			expect(inputs).toEqual([]);
			expect(outputs).toEqual(['ai_tool']);
			const names = properties.map((property) => property.name);
			expect(names).toEqual(
				expect.arrayContaining(['descriptionType', 'toolDescription', 'operation']),
			);
		},
	);

	test.each(NODES)('%s has a light and a dark icon that n8n serves', async (name) => {
		const { iconUrl } = nodeCalled(name);
		const light = await http.get<string>(`/${iconUrl?.light}`);
		const dark = await http.get<string>(`/${iconUrl?.dark}`);
		expect(light.headers['content-type']).toMatch(/^image\/svg\+xml/);
		expect(dark.headers['content-type']).toMatch(/^image\/svg\+xml/);
		expect(light.data).toBe(iconOf('genesys.svg'));
		expect(dark.data).toBe(iconOf('genesys.dark.svg'));
		expect(light.data).not.toBe(dark.data);
	});

	test('gives the seven credential types, with their icons', async () => {
		const ours = credentials.filter(({ name }) => /genesys/i.test(name));
		expect(ours.map(({ name, displayName }) => [name, displayName]).sort()).toEqual([
			['genesysApi', 'Genesys API'],
			['genesysCloudOAuth2Api', 'Genesys Cloud OAuth2 API'],
			['genesysMessagingChannelApi', 'Genesys Messaging Channel API'],
			['genesysOAuth2Api', 'Genesys OAuth2 API'],
			['genesysTokenApi', 'Genesys Token API'],
			['genesysWebServicesApi', 'Genesys Web Services API'],
			['genesysWebhookApi', 'Genesys Webhook API'],
		]);
		for (const { iconUrl } of ours) {
			expect((await http.get<string>(`/${iconUrl?.light}`)).data).toBe(iconOf('genesys.svg'));
			expect((await http.get<string>(`/${iconUrl?.dark}`)).data).toBe(iconOf('genesys.dark.svg'));
		}
	});
});
