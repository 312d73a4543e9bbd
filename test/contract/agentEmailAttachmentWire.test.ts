import type { INodeExecutionData } from 'n8n-workflow';
import { attachTo, interactionIn } from '../harness/agentEmail';
import { oAuth2Credential, webServicesCredential } from '../harness/genesysCredentials';
import { runNode } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';
import { attachmentCases } from './agentEmailAttachmentCases';
import { checkRequest, findOperation, unsentUses } from './helpers/checkRequest';
import type { SentRequest } from './helpers/exchanges';
import { FormFile, formOf } from './helpers/multipart';
import { operationsOf } from './helpers/operations';
import { PICTURE } from './messagingCases';
import type { WireCase } from './wireCase';

/** The operations on attachments, through n8n's real engine, with each credential; compared with what Genesys documents. */
const documented = operationsOf('webservices-email').filter(({ id }) => /attachments/.test(id));

const sim = withSimulator({ seed: 1, samples: false, webServices: { delayMs: 1 } });

interface Run {
	authentication: string;
	wireCase: WireCase;
	error?: string;
	items: INodeExecutionData[];
	requests: SentRequest[];
}
let runs: Run[];

/** A draft with a letter, made without a node. */
async function prepare() {
	await sim.control.reset();
	const interactionId = await interactionIn(sim, 'ReplyCreated');
	const attachmentId = await attachTo(sim, interactionId);
	sim.control.requests.clear();
	return { interactionId, attachmentId };
}

beforeAll(async () => {
	runs = [];
	for (const authentication of ['webServices', 'oAuth2']) {
		const isOAuth2 = authentication === 'oAuth2';
		for (const index of attachmentCases({ interactionId: '', attachmentId: '' }).keys()) {
			const wireCase = attachmentCases(await prepare())[index];
			const [node, resource, operation] = wireCase.operation.split('.');
			const { items, error } = await runNode({
				node,
				parameters: { authentication, resource, operation, ...wireCase.parameters },
				credentials: isOAuth2 ? await oAuth2Credential(sim) : webServicesCredential(sim),
				binary: wireCase.binary,
			});
			const requests = await Promise.all(
				sim.control.requests.list().map(async (one) => ({ ...one, form: await formOf(one) })),
			);
			runs.push({ authentication, wireCase, error: error?.message, items, requests });
		}
	}
}, 60_000);

const ofAttachments = ({ path }: SentRequest) => path.includes('/attachments');
const runsOf = (operation: string) =>
	runs.filter(({ wireCase }) => wireCase.operation.endsWith(operation));

test('every run ends well, with the answers that it should get', () => {
	const outcomes = runs.map(({ wireCase, error, items, requests }) => ({
		...{ operation: wireCase.operation, error, items: items.length },
		statuses: requests.map(({ status }) => status),
	}));
	expect(outcomes).toEqual(
		runs.map(({ wireCase: { operation, statuses = [200] } }) => ({
			...{ operation, error: undefined, items: 1, statuses },
		})),
	);
});

test('every request is as documented, and sends what is documented', () => {
	const sent = runs.flatMap(({ requests }) => requests.filter(ofAttachments));
	const problems = sent.flatMap((request) => {
		const operation = findOperation(documented, request);
		return operation ? checkRequest(operation, request).problems : [`unknown ${request.url}`];
	});
	expect(problems).toEqual([]);
	expect(unsentUses(documented, sent)).toEqual([]);
	expect(documented).toHaveLength(3);
});

test('a file arrives byte for byte, with its type and name, in the field "attachment"', () => {
	const arrived = runsOf('upload').map(
		({ requests }) => requests.find(({ form }) => form !== undefined)?.form,
	);
	const file = (name: string) => ({ attachment: new FormFile(name, 'image/png', PICTURE) });
	const both = [file('other.png'), file('müller "1".png')];
	expect(arrived).toEqual([...both, ...both]);
});

test('a file that is downloaded is as it was, with its type', () => {
	const files = runsOf('download').map(({ items: [{ json, binary = {} }] }) => {
		const [[field, { data, mimeType }]] = Object.entries(binary);
		return [json.fileName, field, mimeType, Buffer.from(data, 'base64').toString()];
	});
	const both = [
		['other.txt', 'letter', 'text/plain', 'Hello'],
		['letter.txt', 'data', 'text/plain', 'Hello'],
	];
	expect(files).toEqual([...both, ...both]);
});
