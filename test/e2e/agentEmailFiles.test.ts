import axios from 'axios';
import { waitFor, type N8nRest, type SavedCredential, type SavedWorkflow } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { filesOf, sha256Of } from './support/exports';
import { connect, instance } from './support/instance';
import { watchMemory } from './support/memory';
import { AGENT } from './support/signIn';
import { node, PACKAGE, saveChain, saveCredential } from './support/workflows';

const MIB = 1024 * 1024;
/** What 100 MiB may take more than 1 MiB do, in MiB. */
const ALLOWED = 64;
/** n8n's own work and the garbage collector move the peak by as much between two equal runs, in MiB. */
const NOISE = 32;

const INBOX = '/api/v2/me/interactions';
const FILE = { filename: 'Film über uns.mp4', mimeType: 'video/mp4' };

describe('Genesys Agent Email with a large attachment', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let workflow: SavedWorkflow;

	const attachmentNode = (
		name: string,
		operation: string,
		parameters: Record<string, unknown>,
		credential: SavedCredential,
	) =>
		node(
			name,
			`${PACKAGE}.genesysAgentEmail`,
			{ resource: 'attachment', operation, ...parameters },
			{ credential },
		);

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator({ samples: false, webServices: { delayMs: 1 } });
		const credential = await saveCredential(rest, 'genesysWebServicesApi', {
			...{ baseUrl: simulator.url, apiPath: '/api/v2' },
			...{ user: AGENT.userName, password: AGENT.password },
		});
		const byId = (name: string) => ({
			...{ __rl: true, mode: 'id' },
			value: `={{ $('Webhook').item.json.query.${name} }}`,
		});
		workflow = await saveChain(rest, 'Both ways', [
			node(
				'Webhook',
				'n8n-nodes-base.webhook',
				{ path: 'attachments', options: {} },
				{ typeVersion: 2 },
			),
			attachmentNode(
				'Download',
				'download',
				{ interactionId: byId('from'), attachmentId: byId('file') },
				credential,
			),
			attachmentNode(
				'Upload',
				'upload',
				{ interactionId: byId('to'), binaryPropertyName: 'data' },
				credential,
			),
		]);
		await rest.activate(workflow);
	});

	afterAll(async () => {
		if (workflow) await rest.deactivate(workflow.id);
		await simulator?.close();
	});

	/** An email with an attachment of this size, accepted and being answered. */
	const receive = async (size: number) => {
		const { webServices } = simulator.control;
		webServices.set({ csrf: false });
		const { id } = await webServices.addEmail({ attachments: [{ ...FILE, size }] });
		const attachment = webServices.attachments().find(({ interactionId }) => interactionId === id);
		const perform = async (operationName: string) =>
			await axios.post<{ replyInteractionId: string }>(
				`${simulator.url}${INBOX}/${id}`,
				{ operationName },
				{ auth: { username: AGENT.userName, password: AGENT.password }, proxy: false },
			);
		await perform('Accept');
		const { data } = await perform('ReplyAll');
		const draft = data.replyInteractionId;
		await waitFor('the draft', async () =>
			webServices.interactions().find((one) => one.id === draft),
		);
		webServices.set({ csrf: true });
		if (!attachment) throw new Error('The email has no attachment');
		return { id, attachment, draft };
	};

	/** Lets n8n download an attachment and attach it to the reply. @returns the highest memory of n8n meanwhile, in MiB */
	const bothWays = async (size: number): Promise<number> => {
		const { id: from, attachment, draft } = await receive(size);
		const url = await rest.waitForWebhook('attachments');
		const before = (await rest.listExecutions(workflow.id)).length;
		const stop = watchMemory(instance().pid, 50);
		const params = { from, file: attachment.documentId, to: draft };
		await axios.get(url, { params, proxy: false });
		const [{ id }] = await rest.waitForExecutions(workflow.id, before + 1);
		const peak = stop().highWater;
		const execution = await rest.getExecution(id);
		expect(execution.status).toBe('success');
		const { filename: fileName, mimeType } = FILE;
		const [file] = filesOf(execution, 'Download');
		expect(file).toMatchObject({ fileName, mimeType, bytes: size });
		expect(await sha256Of(file)).toBe(attachment.sha256);
		const sent = simulator.control.webServices
			.attachments()
			.find(({ interactionId }) => interactionId === draft);
		expect(sent).toMatchObject({ ...FILE, length: size, sha256: attachment.sha256 });
		expect(execution.output('Upload')).toMatchObject([
			{ id: draft, documentId: sent?.documentId, fileName, success: true },
		]);
		return peak;
	};

	test('100 MiB down and up, whole, with no more memory than 1 MiB', async () => {
		const small: number[] = [];
		for (let round = 0; round < 4; round++) small.push(await bothWays(MIB));
		const large = await bothWays(100 * MIB);
		expect(large - Math.max(...small)).toBeLessThanOrEqual(ALLOWED + NOISE);
	});
});
