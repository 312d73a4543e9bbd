import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import type { SavedCredential, SavedWorkflow, WorkflowNode } from '../../tools/n8n';
import { node, saveChain } from '../e2e/support/workflows';
import { ended } from './create';
import type { ExportsBench } from './files';
import {
	curl,
	downloadByHttpRequest,
	fileOf,
	SIZES,
	SPEED_SIZE,
	takeTurns,
	type Move,
	type Moved,
	type TransferSample,
} from './transfers';
import { startUploadSink } from './uploadSink';
import type { BenchSimulator } from './simulator';

const FAXES = '/api/v2/conversations/faxes';

/** The fax that Genesys Cloud makes, for which it wants the file at an address of its storage. */
const faxTo = (url: string) => ({
	id: '5c8ac2e6-6f2b-4f5d-9d3c-0d1f6c5a7b10',
	uploadDestinationUri: url,
	uploadMethodType: 'SINGLE_PUT',
	headers: {},
});

/**
 * Uploads of a file that n8n has in its storage. Genesys Cloud Conversations creates a fax by the simulator and puts its file
 * to the address that it was given; HTTP Request and curl put it there at once.
 */
export async function measureUploads(
	bench: ExportsBench,
	simulator: BenchSimulator,
	folder: string,
): Promise<TransferSample[]> {
	const { rest, exports, signal } = bench;
	const name = fileOf(SPEED_SIZE);
	await simulator.reset(0);
	await exports.addFile(name, SIZES[SPEED_SIZE]);
	const path = join(folder, name);
	await curl(['-o', path, await exports.link(name)], signal);
	const sum = await checksumOf(path);
	const sink = await startUploadSink();
	/** @throws when not all of the file arrived as it was */
	const verify = (moved: Moved): Moved => {
		const { bytes, crc32: received } = sink.take() ?? { bytes: 0, crc32: 0 };
		if (bytes === SIZES[SPEED_SIZE] && received === sum) return moved;
		throw new Error(`Of ${SIZES[SPEED_SIZE]} bytes ${bytes} arrived, or others`);
	};
	try {
		await simulator.answer(FAXES, faxTo(sink.url));
		const credential = await cloudCredential(bench, simulator);
		const byN8n = async (upload: WorkflowNode): Promise<Move> => {
			const start = node('Start', 'n8n-nodes-base.manualTrigger');
			const nodes = [start, downloadByHttpRequest(), upload];
			const workflow = await saveChain(rest, 'Upload', nodes, [{}]);
			return async () => verify(await uploadByN8n(bench, workflow));
		};
		return await takeTurns(bench, 'upload', [SPEED_SIZE], {
			curl: async () => verify(await curl(['-T', path, '-o', '/dev/null', sink.url], signal)),
			node: await byN8n(faxNode(credential)),
			http: await byN8n(putNode(sink.url)),
		});
	} finally {
		await sink.stop();
		await rm(path, { force: true });
	}
}

async function checksumOf(path: string): Promise<number> {
	let sum = 0;
	for await (const piece of createReadStream(path)) sum = crc32(piece as Buffer, sum);
	return sum;
}

async function cloudCredential(
	{ rest }: ExportsBench,
	{ url, cloudClient }: BenchSimulator,
): Promise<SavedCredential> {
	return await rest.createCredential({
		name: 'Bench Genesys Cloud OAuth2 API',
		type: 'genesysCloudOAuth2Api',
		data: {
			...{ region: 'custom', apiUrl: url, loginUrl: url, grantType: 'clientCredentials' },
			...{ clientId: cloudClient.id, clientSecret: cloudClient.secret },
		},
	});
}

const faxNode = (credential: SavedCredential) =>
	node(
		'Upload',
		'n8n-nodes-genesys.genesysCloudConversations',
		{
			...{ resource: 'fax', operation: 'send', addresses: '+491234567' },
			additionalFields: { binaryPropertyName: 'data', contentType: 'application/pdf' },
			options: {},
		},
		{ credential },
	);

const putNode = (url: string) =>
	node(
		'Upload',
		'n8n-nodes-base.httpRequest',
		{
			...{ method: 'PUT', url, sendBody: true },
			...{ contentType: 'binaryData', inputDataFieldName: 'data', options: {} },
		},
		{ typeVersion: 4.5 },
	);

async function uploadByN8n(
	{ rest, exports, signal, storage }: ExportsBench,
	workflow: SavedWorkflow,
): Promise<Moved> {
	const json = { link: await exports.link(fileOf(SPEED_SIZE)) };
	await rest.call('PATCH', `/workflows/${workflow.id}`, { pinData: { Start: [{ json }] } });
	const id = await rest.runWorkflow(workflow.id, 'Start');
	const { status, data, runData } = await ended(rest, id, signal);
	if (status !== 'success') {
		throw new Error(`The execution ended with ${status}: ${data.resultData.error?.message}`);
	}
	const stored = runData.Download[0].data?.main[0]?.[0].binary as Record<string, { id: string }>;
	await rm(join(storage, stored.data.id.replace(/^[^:]+:/, '')));
	return { milliseconds: runData.Upload[0].executionTime };
}
