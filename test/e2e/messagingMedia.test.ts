import { createHash, createHmac, randomFillSync } from 'node:crypto';
import axios from 'axios';
import type { N8nRest, SavedWorkflow } from '../../tools/n8n';
import { startSimulator, type MediaResource, type Simulator } from '../../simulator';
import { filesOf, sha256Of } from './support/exports';
import { connect, instance } from './support/instance';
import { watchMemory } from './support/memory';
import { CCID, channelCredential, messagingNode, SECRET, SMS } from './support/messaging';
import { node, saveChain } from './support/workflows';

const MIB = 1024 * 1024;
/** What 100 MiB may take more than 1 MiB do, in MiB. */
const ALLOWED = 64;
/** n8n's own work and the garbage collector move the peak by as much between two equal runs, in MiB. */
const NOISE = 32;

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe('Genesys Messaging with a large file', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let workflow: SavedWorkflow;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
		const credential = await channelCredential(rest, simulator);
		workflow = await saveChain(rest, 'Both ways', [
			node('Webhook', 'n8n-nodes-base.webhook', { path: 'media', options: {} }, { typeVersion: 2 }),
			messagingNode(
				'Download',
				'media',
				'download',
				{ mediaId: '={{ $json.query.id }}' },
				credential,
			),
			messagingNode('Upload', 'media', 'upload', { binaryPropertyName: 'data' }, credential),
		]);
		await rest.activate(workflow);
	});

	afterAll(async () => {
		if (workflow) await rest.deactivate(workflow.id);
		await simulator?.close();
	});

	/** Puts a file into the channel, as another client does. */
	const put = async (content: Buffer): Promise<MediaResource> => {
		const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="film.mp4"\r\nContent-Type: video/mp4\r\n\r\n`;
		const body = Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--b--\r\n')]);
		const signature = `sha1=${createHmac('sha1', SECRET).update(body).digest('hex')}`;
		const url = `${simulator.url}/nexus/v3/channels/${SMS}/media`;
		const { data } = await axios.post<{ data: MediaResource }>(url, body, {
			headers: {
				...{ 'X-Hub-Signature': signature, 'x-ccid': CCID },
				'Content-Type': 'multipart/form-data; boundary=b',
			},
			maxBodyLength: Infinity,
			proxy: false,
		});
		return data.data;
	};

	/** Lets n8n download a file and upload it again. @returns the highest memory of n8n meanwhile, in MiB */
	const bothWays = async (size: number): Promise<number> => {
		const content = randomFillSync(Buffer.alloc(size));
		const { mediaId } = await put(content);
		const url = await rest.waitForWebhook('media');
		const before = (await rest.listExecutions(workflow.id)).length;
		const stop = watchMemory(instance().pid, 50);
		await axios.get(url, { params: { id: mediaId }, proxy: false });
		const [{ id }] = await rest.waitForExecutions(workflow.id, before + 1);
		const peak = stop().highWater;
		const execution = await rest.getExecution(id);
		expect(execution.status).toBe('success');
		const [file] = filesOf(execution, 'Download');
		expect(file).toMatchObject({ fileName: 'film.mp4', mimeType: 'video/mp4', bytes: size });
		expect(await sha256Of(file)).toBe(sha256(content));
		const stored = simulator.control.messaging.media().at(-1);
		expect(stored).toMatchObject({ length: size, filename: 'film.mp4', sha256: sha256(content) });
		expect(stored?.mediaId).not.toBe(mediaId);
		expect(execution.output('Upload')).toMatchObject([{ mediaId: stored?.mediaId, length: size }]);
		return peak;
	};

	test('100 MiB down and up, whole, with no more memory than 1 MiB', async () => {
		const small: number[] = [];
		for (let round = 0; round < 4; round++) small.push(await bothWays(MIB));
		const large = await bothWays(100 * MIB);
		expect(large - Math.max(...small)).toBeLessThanOrEqual(ALLOWED + NOISE);
	});
});
