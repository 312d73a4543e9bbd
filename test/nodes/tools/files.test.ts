import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	channelCredential,
	tokenCredential,
	webServicesCredential,
} from '../../harness/genesysCredentials';
import { runTool } from '../../harness/runTool';
import { withSimulator } from '../../harness/simulator';
import { builtNodes } from '../../contract/helpers/descriptions';
import { located } from '../userDataManagement/helper';

const sim = withSimulator({ exports: { runMs: 300, bytesPerFile: 2_000 } });

beforeEach(() => sim.control.exports.setRedirect(null));

const udm = async (resource: string, operation: string, parameters: INodeParameters = {}) =>
	await runTool({
		node: 'genesysUserDataManagement',
		parameters: { api: 'udm10', authentication: 'token', resource, operation, ...parameters },
		credentials: tokenCredential(sim),
	});
const messaging = async (resource: string, operation: string, parameters: INodeParameters = {}) =>
	await runTool({
		node: 'genesysMessaging',
		parameters: { resource, operation, ...parameters },
		credentials: channelCredential(sim),
	});

/** Downloads a file of which the storage sends `content`; it says how many bytes it had sent when the connection ended. */
async function download(content: Buffer, type: string, parameters: INodeParameters = {}) {
	sim.control.exports.addFile({ name: 'a.csv', size: 10 });
	let sent = 0;
	const storage = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': type, 'content-length': content.length });
		let at = 0;
		const next = () => {
			while (at < content.length) {
				const piece = content.subarray(at, (at += 64 * 1024));
				sent += piece.length;
				if (!response.write(piece)) return void response.once('drain', next);
			}
			response.end();
		};
		next();
	});
	storage.listen(0, '127.0.0.1');
	await once(storage, 'listening');
	const url = `http://127.0.0.1:${(storage.address() as AddressInfo).port}/a.csv?signed=1`;
	sim.control.exports.setRedirect(url);
	const answer = await udm('file', 'download', { file: located('a.csv'), ...parameters });
	storage.closeAllConnections();
	storage.close();
	expect([answer.says, answer.files]).toEqual(['', 0]);
	return { file: answer.rows[0].data as IDataObject, url, sent };
}

test('a text file is the text, whole and without a link', async () => {
	const { file } = await download(Buffer.from('\uFEFFid,name\n1,Zoë\n'), 'text/csv');
	expect(file).toEqual({
		fileName: 'a.csv',
		mimeType: 'text/csv',
		bytes: 18,
		text: 'id,name\n1,Zoë\n',
	});
});

test('of a long one it is the beginning, with the link to the rest; half a character is left out', async () => {
	const { file, url } = await download(Buffer.from('ab😀cd'), 'text/csv', { maxCharacters: 3 });
	expect(file).toMatchObject({ text: 'ab', isCut: true, url });
});

test('of a huge one no more is fetched than is needed', async () => {
	const { file, sent } = await download(Buffer.alloc(64 * 1024 * 1024, 'é'), 'text/csv');
	expect(file).toMatchObject({ text: 'é'.repeat(10_000), isCut: true, bytes: 64 * 1024 * 1024 });
	expect(sent).toBeLessThan(32 * 1024 * 1024);
});

test.each([
	['an archive', Buffer.from('504b0304ff00ff', 'hex')],
	['text in another code than UTF-8', Buffer.from('Zoë', 'latin1')],
])('of %s it is the link', async (_what, content) => {
	const { file, url } = await download(content, 'application/zip');
	expect(file).toMatchObject({ url, says: expect.stringContaining('Give the user the link') });
	expect(file).not.toHaveProperty('text');
});

test('rich media is sent without a file', async () => {
	const parties = { fromId: '+15551230001', toId: '+15559990000' };
	const { rows, says } = await messaging('message', 'sendRichMedia', { ...parties, text: 'Look' });
	expect([says, rows]).toEqual(['', [expect.objectContaining({ accepted: true })]]);
	const [{ message }] = sim.control.messaging.inbound('sms-channel');
	expect(message).toMatchObject({ type: 'RichMedia', text: 'Look' });
});

test('each file of several is read, and those of an export', async () => {
	sim.control.exports.addFile({ name: 'a.zip', size: 100 });
	const { rows, files } = await udm('file', 'downloadMany');
	expect(files).toBe(0);
	expect(rows).toEqual([
		expect.objectContaining({
			name: 'a.zip',
			data: expect.objectContaining({ fileName: 'a.zip', url: expect.stringContaining('a.zip') }),
		}),
	]);
});

describe('what needs a file', () => {
	const refused = /^A model cannot give a file to this tool\n\nDetails: Leave out/;
	const none: Array<[string, () => Promise<{ says: string }>]> = [
		['a certificate', async () => await udm('certificate', 'upload')],
		['a media file', async () => await messaging('media', 'upload')],
		[
			'an attachment of an email of an agent',
			async () =>
				await runTool({
					node: 'genesysAgentEmail',
					parameters: { resource: 'attachment', operation: 'upload', interactionId: 'x' },
					credentials: webServicesCredential(sim),
				}),
		],
	];

	test.each(none)('says so before anything is sent: %s', async (_what, call) => {
		sim.control.requests.clear();
		expect((await call()).says).toMatch(refused);
		expect(sim.control.requests.list()).toEqual([]);
	});

	test('is not offered for a tool, and says why where it is chosen', async () => {
		const nodes = await builtNodes();
		const hidden = nodes.flatMap(({ description: { name, properties } }) =>
			properties
				.filter((property) => property.name === 'operation')
				.flatMap(({ options = [], displayOptions }) =>
					(options as Array<{ value: string; displayOptions?: { hide?: object } }>)
						.filter((one) => one.displayOptions?.hide)
						.map(({ value }) => `${name} ${String(displayOptions?.show?.resource)}.${value}`),
				),
		);
		expect(hidden.sort()).toEqual([
			'genesysAgentEmail attachment.upload',
			'genesysCloudConversations messageMedia.upload',
			'genesysMessaging media.upload',
			'genesysUserDataManagement certificate.upload',
		]);
		const noticed = nodes
			.filter(({ description }) => description.properties.some(({ name }) => name === 'fileNotice'))
			.map(({ description }) => description.name);
		expect(noticed).toEqual(hidden.map((one) => one.split(' ')[0]));
	});
});
