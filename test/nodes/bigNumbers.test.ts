import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Credentials } from '../harness/additionalData';
import { withLiar } from '../harness/liar';
import { runNode, type NodeRun } from '../harness/runNode';

/** Numbers beyond 2^53, which JavaScript has not: in as they came, out as they are, or not at all. */
const BIG = '9007199254740993';
const ANOTHER = '9007199254740992';

const liar = withLiar();
const options = { maxRetries: 0 };

const key = (): Credentials => ({ genesysApi: { baseUrl: liar.url, apiKey: 'k' } });
const tokens = (): Credentials => ({
	genesysTokenApi: {
		...{ baseUrl: liar.url, apiKey: 'k', clientId: 'c', clientSecret: 's', grantType: 'password' },
		...{ username: 'u', password: 'p', sessionToken: 'token', refreshToken: '' },
	},
});
const oAuth2 = (): Credentials => ({
	genesysOAuth2Api: {
		...{
			baseUrl: liar.url,
			apiKey: 'k',
			clientId: 'c',
			clientSecret: 's',
			authentication: 'header',
		},
		...{
			grantType: 'authorizationCode',
			accessTokenUrl: `${liar.url}/token`,
			authUrl: '',
			scope: '',
		},
		oauthTokenData: { access_token: 'token', token_type: 'bearer' } as unknown as string,
	},
});

describe('what comes in', () => {
	const getJob = async (authentication: string, credentials: Credentials) =>
		await runNode({
			node: 'genesysUserDataManagement',
			parameters: {
				...{ api: 'cdds', authentication, resource: 'exportJob', operation: 'get', options },
				job: { __rl: true, mode: 'id', value: '1' },
				simplify: false,
			},
			credentials,
		});

	test.each([
		['apiKey', key],
		['token', tokens],
		['oAuth2', oAuth2],
	])('is as it came, with %s', async (authentication, credentials) => {
		liar.answer = (response) =>
			liar.json(response, `{"id":${BIG},"parts":[{"size":12},-${BIG}],"note":"of ${BIG}"}`);
		const { items, error } = await getJob(authentication, credentials());
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			{ id: BIG, parts: [{ size: 12 }, `-${BIG}`], note: `of ${BIG}` },
		]);
	});

	test.each([
		['apiKey', key, 400],
		['token', tokens, 401],
		['oAuth2', oAuth2, 401],
	])(
		'is in the reason of a refusal as it came, with %s',
		async (authentication, credentials, status) => {
			liar.answer = (response) =>
				liar.json(response, `{"status":{"code":${BIG},"message":"No"}}`, status);
			const { error } = await getJob(authentication, credentials());
			expect(error).toBeDefined();
			expect(`${error?.description}`).not.toContain(ANOTHER);
		},
	);

	test('names the job that is waited for, and cancelled', async () => {
		liar.answer = (response, { method, url = '' }) => {
			const created = method === 'POST' && url.endsWith('/export/jobs');
			liar.json(response, created ? `{"id":${BIG},"title":"t"}` : { items: [], count: 0 });
		};
		await runNode({
			node: 'genesysUserDataManagement',
			parameters: {
				...{
					api: 'cdds',
					authentication: 'apiKey',
					resource: 'exportJob',
					operation: 'createAndWait',
				},
				...{ title: 't', source: 'UCS', dataType: 'd', media: ['chat'], timeFrame: 'all' },
				...{ waitLimit: 0, options: { ...options, cancelJob: true } },
			},
			credentials: key(),
		});
		const urls = liar.sent.map(({ url }) => url);
		expect(urls.filter((url) => url.includes(ANOTHER))).toEqual([]);
		expect(urls).toContainEqual(expect.stringMatching(new RegExp(`cancel/${BIG}$`)));
	});
});

describe('what goes out', () => {
	const created = async (parameters: INodeParameters, more: Partial<NodeRun> = {}) => {
		liar.answer = (response) => liar.json(response, { status: { code: 0 }, data: { id: '1' } });
		const { items, error } = await runNode({
			node: 'genesysOpenMedia',
			parameters: {
				...{ resource: 'workitem', operation: 'create', authentication: 'apiKey', options },
				...{ openMediaService: 'workitems', additionalFields: { externalId: 'x' } },
				...parameters,
			},
			credentials: key(),
			...more,
		});
		const said = `${error?.message} ${error?.description}`;
		return { items, said, sent: liar.sent.map(({ body }) => body) };
	};
	const entry = (value: string) => ({ data: { entries: [{ key: 'account', value }] } });
	/** As n8n has it from another node, which has read it as the nearest number. */
	const items = [{ account: Number(BIG) }] as IDataObject[];

	test.each<[string, INodeParameters]>([
		['in JSON', { dataMode: 'json', dataJson: `{"account":${BIG}}` }],
		['in an object', { dataMode: 'json', dataJson: '={{ { a: [$json] } }}' }],
		['of a field', { dataMode: 'defineBelow', ...entry('={{ $json.account }}') }],
		['of the input', { dataMode: 'autoMapInputData' }],
		['as text', { additionalFields: { externalId: '={{ $json.account }}' } }],
		['as the ID of a thing', { openMediaService: '={{ $json.account }}' }],
	])('%s is refused, and nothing is sent', async (_what, parameters) => {
		const { said, sent } = await created(parameters, { items });
		expect(sent).toEqual([]);
		expect(said).toContain(ANOTHER);
		expect(said).toContain('as text');
	});

	test.each<[string, INodeParameters]>([
		['in JSON', { dataMode: 'json', dataJson: `{"account":"${BIG}"}` }],
		['of a field', { dataMode: 'defineBelow', ...entry(BIG) }],
		['of the input', { dataMode: 'autoMapInputData' }],
		['as text', { additionalFields: { externalId: BIG } }],
		['as the ID of a thing', { openMediaService: BIG }],
	])('%s is sent when it is text', async (_what, parameters) => {
		const { sent } = await created(parameters, { items: [{ account: BIG }] });
		expect(sent).toHaveLength(1);
		expect(sent[0] + liar.sent[0].url).toContain(BIG);
	});

	test('of an input field that is to be ignored is no matter', async () => {
		const { sent } = await created(
			{ dataMode: 'autoMapInputData', inputsToIgnore: 'account' },
			{ items },
		);
		expect(sent).toHaveLength(1);
	});
});
