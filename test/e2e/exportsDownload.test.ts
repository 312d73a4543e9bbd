import type { Execution, N8nRest, SavedCredential } from '../../tools/n8n';
import { startSimulator, type Simulator, type StorageFault } from '../../simulator';
import {
	downloadNode,
	filesOf,
	sha256Of,
	tokenCredential,
	type StoredFile,
} from './support/exports';
import { connect } from './support/instance';
import { node, runManually, saveChain, saveCredential } from './support/workflows';

const SIZE = 300_000;
const NAMES = ['first.zip', 'second.zip', 'third.zip'];
const INCOMPLETE = 'The file did not arrive completely';
const REFUSED = 'The file storage refused the link that Genesys gave';
const NOT_FETCHED = /redirects the download to an address that is not fetched/;

describe('File > Download', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let credential: SavedCredential;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
		credential = await tokenCredential(rest, simulator);
	});

	beforeEach(async () => {
		await simulator.control.reset();
		for (const name of NAMES) simulator.control.exports.addFile({ name, size: SIZE });
	});

	afterEach(() => expect(simulator.control.exports.storage.violations()).toEqual([]));

	afterAll(async () => await simulator?.close());

	/** Downloads files one after the other, each tried twice at most. */
	const download = async (names: string[], onError?: string) => {
		const options = { concurrency: 1, maxRetries: 1 };
		const workflow = await saveChain(
			rest,
			'Download',
			[
				node('Start', 'n8n-nodes-base.manualTrigger'),
				downloadNode('Download', options, { credential, onError }),
				node('After', 'n8n-nodes-base.noOp'),
			],
			names.map((name) => ({ name })),
		);
		return await runManually(rest, workflow, 'Start');
	};
	const asked = () => simulator.control.exports.storage.requests().map(({ name }) => name);
	const expectWhole = async (files: StoredFile[], names: string[]) => {
		expect(files).toMatchObject(
			names.map((fileName) => ({ fileName, mimeType: 'application/zip', bytes: SIZE })),
		);
		for (const file of files) {
			expect(await sha256Of(file)).toBe(await simulator.control.exports.sha256(file.fileName));
		}
	};
	const errorOf = ({ data }: Execution) => data.resultData.error;

	test('files arrive whole, each with its name and MIME type', async () => {
		const execution = await download(NAMES);
		expect(execution.status).toBe('success');
		await expectWhole(filesOf(execution, 'Download'), NAMES);
		expect(asked()).toEqual(NAMES);
	});

	test('so they do from an older API that is used with the key alone', async () => {
		const { url, apiKey } = simulator;
		const key = await saveCredential(rest, 'genesysApi', { baseUrl: url, apiKey });
		const older = downloadNode('Download', {}, { credential: key });
		Object.assign(older.parameters, { api: 'cdds', authentication: 'apiKey' });
		const start = node('Start', 'n8n-nodes-base.manualTrigger');
		const workflow = await saveChain(rest, 'Older', [start, older], [{ name: NAMES[0] }]);
		const execution = await runManually(rest, workflow, 'Start');
		expect(execution.status).toBe('success');
		await expectWhole(filesOf(execution, 'Download'), NAMES.slice(0, 1));
		const [request] = simulator.control.requests.list({ path: '/data-download' });
		expect(request).toMatchObject({ status: 303, headers: { 'x-api-key': apiKey } });
		expect(asked()).toEqual(NAMES.slice(0, 1));
	});

	const FAULTS: Array<[string, StorageFault, string, number]> = [
		['cut off before the announced length', { truncate: 100_000 }, INCOMPLETE, 2],
		['cut off without an announced length', { chunkedTruncate: 100_000 }, INCOMPLETE, 2],
		['refused with 403', { status: 403 }, REFUSED, 1],
		[
			'sent on to another scheme by the storage',
			{ redirect: 'file:///etc/passwd' },
			'The file could not be downloaded',
			1,
		],
	];

	test.each(FAULTS)(
		'%s: the execution fails and says so, and nothing is passed on',
		async (_title, fault, message, requests) => {
			simulator.control.exports.storage.addFault({ ...fault, times: 0 });
			const execution = await download(NAMES.slice(0, 1));
			expect(execution.status).toBe('error');
			expect(errorOf(execution)).toMatchObject({ message });
			expect(filesOf(execution, 'Download')).toEqual([]);
			expect(execution.runData).not.toHaveProperty('After');
			expect(asked()).toEqual(Array(requests).fill(NAMES[0]));
			// A link is a key to the file for a while.
			expect(JSON.stringify(execution)).not.toContain('X-Signature');
			expect(JSON.stringify(execution)).not.toContain(simulator.apiKey);
		},
	);

	test.each(FAULTS)(
		'%s: with an error output, the other items of the run still arrive',
		async (_title, fault, message) => {
			simulator.control.exports.storage.addFault({ ...fault, name: NAMES[1], times: 0 });
			const execution = await download(NAMES, 'continueErrorOutput');
			expect(execution.status).toBe('success');
			const [done, failed] = execution.runData.Download[0].data?.main ?? [];
			expect(done).toMatchObject([{ pairedItem: { item: 0 } }, { pairedItem: { item: 2 } }]);
			expect(failed).toMatchObject([{ json: { error: message }, pairedItem: { item: 1 } }]);
			await expectWhole(filesOf(execution, 'Download'), [NAMES[0], NAMES[2]]);
			expect(filesOf(execution, 'Download', 1)).toEqual([]);
			expect(filesOf(execution, 'After')).toHaveLength(2);
		},
	);

	test.each([
		'file:///etc/passwd',
		'data:text/plain,hello',
		'ftp://127.0.0.1/export.zip',
		'http://user:password@127.0.0.1/export.zip',
		'/relative/export.zip',
	])('a redirect of Genesys to %s is not followed', async (target) => {
		simulator.control.exports.setRedirect(target);
		const execution = await download(NAMES.slice(0, 1));
		expect(execution.status).toBe('error');
		expect(errorOf(execution)).toMatchObject({ description: expect.stringMatching(NOT_FETCHED) });
		expect(filesOf(execution, 'Download')).toEqual([]);
		expect(asked()).toEqual([]);
		expect(simulator.control.requests.list({ path: '/relative' })).toEqual([]);
	});

	test('a download that breaks once is repeated, and whole', async () => {
		simulator.control.exports.storage.addFault({ truncate: 100_000 });
		const execution = await download(NAMES.slice(0, 1));
		expect(execution.status).toBe('success');
		await expectWhole(filesOf(execution, 'Download'), NAMES.slice(0, 1));
		expect(asked()).toEqual([NAMES[0], NAMES[0]]);
	});
});

describe('the storage of the simulator', () => {
	test.each(['x-api-key', 'authorization', 'cookie', 'proxy-authorization'])(
		'notices a request with %s',
		async (header) => {
			const simulator = await startSimulator();
			try {
				const { exports } = simulator.control;
				const { name } = exports.addFile({ size: 100 });
				const answer = await fetch(`${simulator.url}/data-download/v3/files/${name}`, {
					headers: { 'x-api-key': simulator.apiKey },
					redirect: 'manual',
				});
				const link = answer.headers.get('location') ?? '';
				expect(link).toContain(`${simulator.storageUrl}/`);

				expect((await fetch(link)).status).toBe(200);
				expect(exports.storage.violations()).toEqual([]);
				expect((await fetch(link, { headers: { [header]: simulator.apiKey } })).status).toBe(400);
				expect(exports.storage.violations()).toMatchObject([{ name, violations: [header] }]);
			} finally {
				await simulator.close();
			}
		},
	);
});
