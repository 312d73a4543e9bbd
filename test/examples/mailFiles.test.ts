import { createHash, randomFillSync, randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import axios from 'axios';
import { FILES_FOLDER } from '../../demo/demo';
import type { Execution, WorkflowNode } from '../../tools/n8n';
import { runningDemo } from './support/demo';
import { expectSuccess, runNow } from './support/executions';

const ADDRESS = 'consumer@example.com';
/** Bytes that are no text, and a name that needs care; in the order of their fields, since n8n gives files of a form in any. */
const FILES = [
	{ field: 'letter', name: 'Brief für Sie.txt', type: 'text/plain', content: Buffer.from('Grüße') },
	{ field: 'report', name: 'report.pdf', type: 'application/pdf', content: randomBytes(70_000) },
];

function randomBytes(size: number): Buffer {
	return randomFillSync(Buffer.alloc(size));
}
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe('Secure mail attachments to files', () => {
	const { simulator, n8n, workflows, interactionsUrl } = runningDemo();
	const { control } = simulator;
	const { rest, userFolder } = n8n;
	const folder = join(userFolder, FILES_FOLDER);
	let mailId: string;
	let sending: Execution;
	let execution: Execution;

	beforeAll(async () => {
		// Another example works on every secure mail that is reported.
		control.webhook.set({ url: '' });
		// What other test files left there is read before, so that these mails are the only unread ones.
		for (const { id } of control.secureEmails.list()) {
			await axios.delete(`${simulator.url}/nexus/v3/securemail/${id}`, {
				headers: { 'x-api-key': simulator.apiKey },
				proxy: false,
			});
		}
		sending = await sendMail();
		[{ secureMailId: mailId }] = sending.output('Send') as [{ secureMailId: string }];
		control.secureEmails.add({
			address: ADDRESS,
			data: { subject: 'Unknown', attachments: [{ name: 'x.pdf', link: 'https://x.example' }] },
		});
		control.secureEmails.add({ address: ADDRESS, data: { subject: 'Without files' } });
		control.requests.clear();
		execution = await runNow(rest, workflows.mailFiles);
	});

	afterAll(async () => {
		// Another example has its files in the same folder.
		for (const name of await ownFiles()) await rm(join(folder, name));
		control.webhook.clearDeliveries();
		control.webhook.set({ url: interactionsUrl });
	});

	/** Names of the files of the mail, in their order. */
	const ownFiles = async () =>
		(await readdir(folder)).filter((name) => name.startsWith(mailId)).sort();

	/** A workflow that sends what is posted to it, with its files, as a secure mail. */
	async function sendMail(): Promise<Execution> {
		const path = randomUUID();
		const [credential] = (await rest.listCredentials()).filter(({ type }) => type === 'genesysApi');
		const node = (name: string, type: string, typeVersion: number, parameters: object) => ({
			...{ id: randomUUID(), name, type, typeVersion, position: [0, 0] as [number, number] },
			parameters: parameters as WorkflowNode['parameters'],
		});
		const saved = await rest.importWorkflow({
			name: 'Send a mail with files',
			nodes: [
				{
					...node('Form', 'n8n-nodes-base.webhook', 2, { path, httpMethod: 'POST', options: {} }),
					webhookId: path,
				},
				{
					...node('Send', 'n8n-nodes-genesys.genesysSecureEmail', 1, {
						...{ resource: 'secureEmail', operation: 'send', dataMode: 'defineBelow' },
						data: {
							entries: [
								{ key: 'address', value: '={{ $json.body.address }}' },
								{ key: 'subject', value: '={{ $json.body.subject }}' },
							],
						},
						binaryPropertyNames: '={{ Object.keys($binary).sort() }}',
					}),
					credentials: { genesysApi: { id: credential.id, name: credential.name } },
				},
			],
			connections: { Form: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		});
		await rest.activate(saved);
		const form = new FormData();
		form.append('address', ADDRESS);
		form.append('subject', 'With two files');
		for (const { field, name, type, content } of FILES) {
			form.append(field, new Blob([new Uint8Array(content)], { type }), name);
		}
		await axios.post(await rest.waitForWebhook(path), form, { proxy: false });
		const [{ id }] = await rest.waitForExecutions(saved.id, 1);
		const done = await rest.getExecution(id);
		await rest.removeWorkflow(saved.id);
		expectSuccess(done);
		return done;
	}

	test('the mail with two files was sent with both of them', () => {
		const sent = control.secureEmails.list().find(({ id }) => id === mailId);
		expect(sent?.data).toEqual({
			...{ address: ADDRESS, subject: 'With two files' },
			attachments: FILES.map(({ name, type, content }) => ({
				...{ name, contentType: type, content: content.toString('base64') },
			})),
		});
	});

	test('each file is on the disk, byte for byte as it was sent', async () => {
		const written = (index: number) => `${mailId}_attachment_${index}_${FILES[index].name}`;
		expect(await ownFiles()).toEqual(FILES.map((_, index) => written(index)));
		for (const [index, { content }] of FILES.entries()) {
			expect(sha256(await readFile(join(folder, written(index))))).toBe(sha256(content));
		}
		expect(execution.output('Write File')).toHaveLength(FILES.length);
	});

	test('one node listed the mails, had the content of each and marked them as read', () => {
		const mails = execution.output('Get Unread Mails');
		expect(mails.map(({ subject }) => subject)).toEqual([
			'With two files',
			'Unknown',
			'Without files',
		]);
		expect(control.secureEmails.list().every(({ status }) => status === 'read')).toBe(true);
		const urls = control.requests.list().map(({ url }) => url);
		expect(urls.slice(-3).every((url) => url.endsWith('?read=true'))).toBe(true);
	});

	test('the content of files is not in the JSON once more', () => {
		const [{ attachments }] = execution.output('Get Unread Mails');
		expect(attachments).toEqual(FILES.map(({ name, type }) => ({ name, contentType: type })));
	});

	test('a mail whose files are in an unknown form is reported, and costs no other', () => {
		expect(execution.output('Not Complete')).toMatchObject([
			{ subject: 'Unknown', error: 'Attachment 0 of the email has no content that can be read' },
		]);
	});
});
