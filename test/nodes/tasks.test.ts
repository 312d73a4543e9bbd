import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { tryToParseDateTime } from 'n8n-workflow';
import type { JobDefinition } from '../../simulator';
import type { Credentials } from '../harness/additionalData';
import { jobOnce } from '../harness/exportJob';
import {
	channelCredential,
	cloudCredential,
	keyCredential,
	signedInCredential,
	webServicesCredential,
} from '../harness/genesysCredentials';
import { operationNamed } from '../harness/operationNamed';
import { ROOT } from '../harness/package';
import { runNode } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';

const sim = withSimulator({
	samples: false,
	statistics: { tickMs: 0 },
	exports: { runMs: 300, bytesPerFile: 500 },
});

/** A task that somebody has: what is there before it, and what the one call of the node gives. */
interface Task {
	/** Node, resource and operation, as the editor calls them. */
	operation: string;
	credentials?: () => Credentials;
	/** May bring about what the task is about. */
	parameters: () => INodeParameters | Promise<INodeParameters>;
	items?: IDataObject[];
	binary?: IBinaryKeyData[];
	expects: (items: INodeExecutionData[]) => void;
}

const ADDRESS = 'ann@example.com';
const HOUR_MS = 3_600_000;

const located = (value: unknown, mode = 'id') => ({ __rl: true, mode, value: String(value) });
const json = (items: INodeExecutionData[]) => items.map((item) => item.json);
const filesIn = (items: INodeExecutionData[]) =>
	items.flatMap(({ binary = {} }) => Object.values(binary).map(({ fileName }) => fileName));
const file = (fileName: string) => ({
	data: Buffer.from(`The file ${fileName}`).toString('base64'),
	fileName,
	mimeType: 'text/plain',
});
const files = () => [{ first: file('one.txt'), second: file('two.txt') }];

const addMail = (data: IDataObject) =>
	sim.control.secureEmails.add({ address: ADDRESS, data: { address: ADDRESS, ...data } });
const attachments = ['one.txt', 'two.txt'].map((name) => ({
	name,
	contentType: 'text/plain',
	content: file(name).data,
}));

async function addWorkitem(userData: IDataObject): Promise<void> {
	await fetch(`${sim.url}/nexus/v3/openmedia/workitems/interactions`, {
		method: 'POST',
		headers: { 'x-api-key': sim.apiKey, 'Content-Type': 'application/json' },
		body: JSON.stringify({ data: { externalId: '500A', userData } }),
	});
}
const userData = () => sim.control.workitems.list()[0].userData;

const addJob = (title: string, createdDate?: string, more: Partial<JobDefinition> = {}) =>
	sim.control.exports.addJob(jobOnce(title, more), createdDate);
/** Noon of the day before, in the time zone of the workflow. */
function yesterdayNoon(): string {
	const noon = tryToParseDateTime(new Date(), 'America/New_York')
		.startOf('day')
		.minus({ hours: 12 });
	return new Date(noon.toMillis()).toISOString();
}
const udm = (parameters: INodeParameters) => ({
	api: 'udm10',
	authentication: 'token',
	...parameters,
});

/** A conversation of a customer and an agent in Genesys Cloud. */
const converse = (media: 'email' | 'message' | 'video', more: IDataObject = {}) =>
	sim.control.cloud.addConversation({ media, ...more });
const conversed = () => sim.control.cloud.conversations()[0];
const [byUser, byClient] = (['user', 'client'] as const).map(
	(kind) => () => cloudCredential(sim, kind),
);
const queueNamed = (wanted: string) =>
	located(sim.control.cloud.directory().queues.find(({ name }) => name === wanted)?.id);
const openIntegration = () =>
	located(
		sim.control.cloud.directory().integrations.find((one) => one.messengerType === 'open')?.id,
	);
/** Text, direction and receiver of what the customers of Genesys Cloud were written. */
const written = () =>
	sim.control.cloud
		.conversations()
		.flatMap(({ messages }) => messages)
		.map(({ direction, toAddress, textBody }) => [direction, toAddress, textBody]);

/** An email of a customer that the agent has accepted. */
async function acceptedEmail(subject: string): Promise<INodeParameters> {
	const { id } = await sim.control.webServices.addEmail({ subject, from: ADDRESS });
	const agent = Buffer.from('agent:agent-password').toString('base64');
	await fetch(`${sim.url}/api/v2/me/interactions/${id}`, {
		method: 'POST',
		headers: { authorization: `Basic ${agent}`, 'Content-Type': 'application/json' },
		body: '{"operationName":"Accept"}',
	});
	return { authentication: 'webServices', interactionId: located(id) };
}
const byAgent = () => webServicesCredential(sim);

const agentSms = {
	messageId: '1',
	channelId: 'sms-channel',
	channelType: 'sms',
	type: 'Text',
	from: { id: '+15559990000' },
	to: [{ id: '+15551230001' }],
	text: 'How are you?',
};

const TASKS: Record<string, Task> = {
	'Which emails has this consumer, and what do they say?': {
		operation: 'Genesys Secure Email > Secure Email > Get Many',
		parameters: () => {
			addMail({ text: 'The first' });
			addMail({ text: 'The second' });
			return { address: ADDRESS, includeContent: true, returnAll: true };
		},
		expects: (items) =>
			expect(json(items).map(({ text }) => text)).toEqual(['The first', 'The second']),
	},
	'Give me this email with its files': {
		operation: 'Genesys Secure Email > Secure Email > Get',
		parameters: () => ({
			secureMailId: located(addMail({ text: 'Hello', attachments }).id),
			options: { downloadAttachments: true },
		}),
		expects(items) {
			expect(json(items)).toEqual([expect.objectContaining({ text: 'Hello' })]);
			expect(filesIn(items)).toEqual(['one.txt', 'two.txt']);
		},
	},
	'Send an email with two files': {
		operation: 'Genesys Secure Email > Secure Email > Send',
		binary: files(),
		parameters: () => ({
			dataMode: 'json',
			dataJson: { address: ADDRESS, subject: 'Two files' },
			binaryPropertyNames: 'first,second',
		}),
		expects(items) {
			expect(json(items)).toEqual([expect.objectContaining({ secureMailId: expect.any(String) })]);
			const [mail] = sim.control.secureEmails.list();
			expect(mail.data).toMatchObject({ subject: 'Two files', attachments });
		},
	},
	'Erase this email, and tell me what it was': {
		operation: 'Genesys Secure Email > Secure Email > Purge',
		parameters: () => ({ secureMailId: located(addMail({ subject: 'Old' }).id) }),
		expects(items) {
			expect(json(items)).toEqual([expect.objectContaining({ subject: 'Old', deleted: true })]);
			expect(sim.control.secureEmails.list()).toEqual([]);
		},
	},
	'What is the interaction of this event?': {
		operation: 'Genesys Secure Email > Interaction > Get',
		parameters: () => ({
			selfUri: sim.control.chats.start({ interactionSubtype: 'WhatsApp' }).selfUri,
		}),
		expects: (items) =>
			expect(json(items)).toEqual([expect.objectContaining({ interactionSubtype: 'WhatsApp' })]),
	},
	'The case has changed: bring all of it into Genesys, whatever is there already': {
		operation: 'Genesys Open Media > Workitem > Create or Update',
		items: [{ Priority: 'High', Owner: 'Bo' }],
		parameters: async () => {
			await addWorkitem({ Priority: 'Low' });
			return {
				openMediaService: 'workitems',
				externalId: '500A',
				dataMode: 'autoMapInputData',
			};
		},
		expects(items) {
			expect(json(items)).toEqual([expect.objectContaining({ outcome: 'updated' })]);
			expect(userData()).toEqual({ Priority: 'High', Owner: 'Bo' });
		},
	},
	'Set these fields of the workitem, new ones too, and delete one': {
		operation: 'Genesys Open Media > Workitem > Update',
		items: [{ Priority: 'High', Owner: 'Bo' }],
		parameters: async () => {
			await addWorkitem({ Priority: 'Low', Queue: 'a' });
			return {
				openMediaService: 'workitems',
				workitem: located('500A', 'externalId'),
				dataMode: 'autoMapInputData',
				deletedProperties: 'Queue',
			};
		},
		expects: () => expect(userData()).toEqual({ Priority: 'High', Owner: 'Bo' }),
	},
	'What is the value of these statistics now?': {
		operation: 'Genesys Statistics > Statistic > Get Many',
		credentials: () => signedInCredential(sim),
		items: [{ objectId: 'agent1' }, { objectId: 'agent2' }],
		parameters: () => ({
			authentication: 'token',
			statisticName: 'CurrentAgentState',
			objectType: 'Agent',
			objectId: '={{ $json.objectId }}',
		}),
		expects: (items) =>
			expect(json(items)).toEqual(
				['agent1', 'agent2'].map((objectId) =>
					expect.objectContaining({ objectId, value: expect.anything() }),
				),
			),
	},
	'What is the value of a statistic that nobody has set up?': {
		operation: 'Genesys Statistics > Statistic > Get by Definition',
		credentials: () => signedInCredential(sim),
		parameters: () => ({
			authentication: 'token',
			statisticsMode: 'json',
			statisticsJson: [
				{
					statisticId: 'own',
					objectType: 'Agent',
					objectId: 'agent1',
					definition: { category: 'CurrentState', subject: 'DNStatus', mainMask: '*' },
				},
			],
		}),
		expects: (items) =>
			expect(json(items)).toEqual([
				expect.objectContaining({ statisticId: 'own', value: expect.anything() }),
			]),
	},
	'Answer the agent who sent this SMS': {
		operation: 'Genesys Messaging > Message > Reply',
		credentials: () => channelCredential(sim),
		items: [agentSms],
		parameters: () => ({ text: 'I am well' }),
		expects: () =>
			expect(sim.control.messaging.inbound('sms-channel').map(({ message }) => message)).toEqual([
				expect.objectContaining({
					text: 'I am well',
					channel: { from: { id: '+15551230001' }, to: { id: '+15559990000' } },
				}),
			]),
	},
	'Answer this agent with a file': {
		operation: 'Genesys Messaging > Message > Reply',
		credentials: () => channelCredential(sim),
		items: [agentSms],
		binary: files(),
		parameters: () => ({ text: 'Here it is', options: { attachments: 'first' } }),
		expects: () => {
			const [{ url }] = sim.control.messaging.media();
			expect(sim.control.messaging.inbound('sms-channel')[0].message).toMatchObject({
				text: 'Here it is',
				content: [{ url }],
			});
		},
	},
	'This SMS could not be delivered': {
		operation: 'Genesys Messaging > Message > Send Receipt',
		credentials: () => channelCredential(sim),
		items: [agentSms],
		parameters: () => ({
			messageId: '={{ $json.messageId }}',
			fromId: '={{ $json.from.id }}',
			toId: '={{ $json.to[0].id }}',
			status: 'Failed',
			options: { channelId: '={{ $json.channelId }}' },
		}),
		expects(items) {
			expect(json(items)).toEqual([expect.objectContaining({ accepted: true, type: 'Receipt' })]);
			const [request] = sim.control.requests.list();
			const [message] = JSON.parse(request.body).messages;
			expect(message).toMatchObject({ status: 'Failed', channel: { messageId: '1' } });
		},
	},
	'Bring this email with its file to an agent': {
		operation: 'Genesys Messaging > Message > Send Email',
		credentials: () =>
			channelCredential(sim, {
				channelId: 'email-channel',
				channelSecret: 'demo-email-secret',
			}),
		binary: files(),
		parameters: () => ({
			fromId: 'Ann <ann@example.com>',
			toId: 'support@example.com',
			subject: 'A file',
			text: 'Here it is',
			options: { attachments: 'first' },
		}),
		expects: () =>
			expect(sim.control.messaging.inbound('email-channel').map(({ message }) => message)).toEqual([
				expect.objectContaining({
					subject: 'A file',
					content: [
						{ type: 'text', text: 'Here it is' },
						expect.objectContaining({ filename: 'one.txt', url: expect.any(String) }),
					],
				}),
			]),
	},
	'Export yesterday, and give me the files': {
		operation: 'Genesys User Data Management > Export Job > Create and Wait',
		credentials: () => signedInCredential(sim),
		parameters: () =>
			udm({
				title: 'Yesterday',
				source: 'UCS',
				dataType: 'Interactions',
				media: ['chat', 'email'],
				timeFrame: 'yesterday',
			}),
		expects: (items) => expect(filesIn(items)).toHaveLength(2),
	},
	'Give me the files of every export of yesterday, also of those that still run': {
		operation: 'Genesys User Data Management > Export History > Wait for Files of Many',
		credentials: () => signedInCredential(sim),
		parameters: () => {
			addJob('finished', yesterdayNoon());
			sim.control.exports.set({ runMs: Date.now() - Date.parse(yesterdayNoon()) + 1_500 });
			addJob('running', yesterdayNoon());
			sim.control.exports.set({ runMs: 300 });
			return udm({ period: 'yesterday' });
		},
		expects(items) {
			expect(new Set(json(items).map(({ title }) => title))).toEqual(
				new Set(['finished', 'running']),
			);
			expect(filesIn(items)).toHaveLength(4);
		},
	},
	"Give me the files of this job's newest run": {
		operation: 'Genesys User Data Management > Export Job > Wait for Files',
		credentials: () => signedInCredential(sim),
		parameters: () => udm({ job: located(addJob('Nightly').id) }),
		expects: (items) => expect(filesIn(items)).toHaveLength(2),
	},
	'Make another job like this one, with another title': {
		operation: 'Genesys User Data Management > Export Job > Clone',
		credentials: () => signedInCredential(sim),
		parameters: () =>
			udm({
				job: located(addJob('Nightly').id),
				changedFields: { title: 'Weekly', schedule: 'immediately', jobType: 'UCS' },
			}),
		expects() {
			const [, { definition }] = sim.control.exports.jobs();
			expect(definition).toMatchObject({
				title: 'Weekly',
				jobParams: { type: 'Interactions', media: ['chat', 'email'] },
			});
		},
	},
	'Give this job another title, and leave the rest': {
		operation: 'Genesys User Data Management > Export Job > Update',
		credentials: () => signedInCredential(sim),
		parameters: () => {
			const startDate = new Date(Date.now() + 24 * HOUR_MS).toISOString();
			const schedulerParam = { immediately: false, startDate };
			return udm({
				job: located(addJob('Nightly', undefined, { schedulerParam }).id),
				updateFields: {
					title: 'Weekly',
					schedule: 'scheduled',
					startDate,
					jobType: 'UCS',
				},
			});
		},
		expects() {
			const [{ definition }] = sim.control.exports.jobs();
			expect(definition).toMatchObject({
				title: 'Weekly',
				jobParams: { type: 'Interactions', media: ['chat', 'email'] },
			});
		},
	},
	'What is in the inbox of this agent?': {
		operation: 'Genesys Agent Email > Interaction > Get Many',
		credentials: byAgent,
		async parameters() {
			await sim.control.webServices.addEmail({ subject: 'Late', from: ADDRESS });
			return { authentication: 'webServices' };
		},
		expects: (items) =>
			expect(json(items)).toMatchObject([{ state: 'Invited', from: ADDRESS, subject: 'Late' }]),
	},
	"Answer this email of the agent's inbox, with two files": {
		operation: 'Genesys Agent Email > Interaction > Reply and Send',
		credentials: byAgent,
		binary: files(),
		parameters: async () => ({
			...(await acceptedEmail('Late')),
			...{ replyTo: 'sender', text: 'It comes tomorrow.', attachments: 'first, second' },
			replyFields: { subjectPrefix: 'Re: ' },
		}),
		expects(items) {
			const [original, answer] = sim.control.webServices.interactions();
			expect(json(items)).toMatchObject([
				{ id: original.id, replyInteractionId: answer.id, subject: 'Re: Late', success: true },
			]);
			expect(answer).toMatchObject({ state: 'Sent', email: { ToAddress: ADDRESS } });
			expect(answer.email.Text).toContain('It comes tomorrow.');
			expect(sim.control.webServices.attachments().map(({ filename }) => filename)).toEqual([
				'one.txt',
				'two.txt',
			]);
		},
	},
	'Hand this email of the agent to billing': {
		operation: 'Genesys Agent Email > Interaction > Transfer',
		credentials: byAgent,
		parameters: async () => ({
			...(await acceptedEmail('Invoice')),
			...{ transferTo: 'queue', queueName: 'billing' },
		}),
		expects: () =>
			expect(sim.control.webServices.interactions()).toMatchObject([
				{ state: 'Queued', agent: null, queueName: 'billing' },
			]),
	},
	'Disconnect this conversation, whatever it is': {
		operation: 'Genesys Cloud Conversations > Conversation > Disconnect',
		credentials: byUser,
		parameters: () => ({ conversationId: converse('video').id }),
		expects: () => expect(conversed().endTime).toEqual(expect.any(String)),
	},
	'Wrap up the email of which I have only the ID': {
		operation: 'Genesys Cloud Conversations > Wrap-Up > Apply (Email)',
		credentials: byUser,
		parameters: () => ({
			conversationId: converse('email').id,
			wrapUpCode: located(sim.control.cloud.directory().wrapupCodes[1].id),
			wrapUpFields: { notes: 'Paid back' },
		}),
		expects() {
			const { communication } = conversed().participants.find(
				({ purpose }) => purpose === 'agent',
			)!;
			expect(communication.wrapup).toMatchObject({ name: 'Resolved', notes: 'Paid back' });
		},
	},
	'Reply to this email with these words': {
		operation: 'Genesys Cloud Conversations > Email > Reply',
		credentials: byUser,
		parameters: () => {
			const { id } = converse('email', { subject: 'Refund' });
			sim.control.cloud.addEmail(id, {
				from: { email: ADDRESS },
				to: [{ email: 'help@example.com' }],
				subject: 'Refund',
				textBody: 'Please',
			});
			return { conversationId: id, textBody: 'It is on its way' };
		},
		expects: () =>
			expect(conversed().emails.at(-1)).toMatchObject({
				direction: 'outbound',
				to: [{ email: ADDRESS }],
				subject: 'RE: Refund',
				textBody: 'It is on its way',
			}),
	},
	'Answer this message of a customer': {
		operation: 'Genesys Cloud Conversations > Message > Send',
		credentials: byUser,
		parameters: () => ({
			conversationId: converse('message', { messengerType: 'open', customerAddress: 'ann' }).id,
			textBody: 'It is on its way',
		}),
		expects: () => expect(written()).toEqual([['outbound', 'ann', 'It is on its way']]),
	},
	'Send this SMS to everybody on a list': {
		operation: 'Genesys Cloud Conversations > Agentless > Send Message',
		credentials: byClient,
		items: [{ phone: '+13175550001' }, { phone: '+13175550002' }, { phone: '+13175550003' }],
		parameters: () => ({
			toAddressMessengerType: 'sms',
			fromAddress: sim.control.cloud.directory().queues[0].outboundAddress.sms,
			toAddress: '={{ $json.phone }}',
			textBody: 'We are open again',
		}),
		expects: () =>
			expect(written()).toEqual(
				['+13175550001', '+13175550002', '+13175550003'].map((phone) => [
					'outbound',
					phone,
					'We are open again',
				]),
			),
	},
	'Bring what this customer wrote in our app to an agent': {
		operation: 'Genesys Cloud Conversations > Open Messaging > Send Message',
		credentials: byClient,
		parameters: () => ({ integration: openIntegration(), fromId: 'ann', text: 'Where is it?' }),
		expects(items) {
			const { id, messages } = conversed();
			expect(json(items)).toEqual([expect.objectContaining({ conversationId: id })]);
			expect(messages.map(({ textBody }) => textBody)).toEqual(['Where is it?']);
		},
	},
	'Pass this conversation on to another queue': {
		operation: 'Genesys Cloud Conversations > Participant > Transfer (Message)',
		credentials: byUser,
		parameters: () => ({
			conversationId: converse('message').id,
			transferTo: 'queue',
			queue: queueNamed('Sales'),
		}),
		expects() {
			const { participants } = conversed();
			const queueId = queueNamed('Sales').value;
			const [left] = participants.filter(({ purpose }) => purpose === 'agent');
			expect(left.communication.state).toBe('disconnected');
			expect(participants.filter((one) => one.queueId === queueId)).not.toEqual([]);
		},
	},
	"Note the customer's tier and case number for the flow": {
		operation: 'Genesys Cloud Conversations > Participant > Set Attributes (Message)',
		credentials: byUser,
		items: [{ tier: 'Gold', case: 4711 }],
		parameters: () => {
			const { id, participants } = converse('message');
			const customer = participants.find(({ purpose }) => purpose === 'customer')!;
			return {
				conversationId: id,
				participant: located(customer.id),
				dataMode: 'autoMapInputData',
			};
		},
		expects() {
			const customer = conversed().participants.find(({ purpose }) => purpose === 'customer')!;
			expect(customer.attributes).toEqual({ tier: 'Gold', case: '4711' });
		},
	},
	'Find the conversations that queue Billing had yesterday': {
		operation: 'Genesys Cloud Conversations > Conversation > Search',
		credentials: byUser,
		parameters: () => ({
			period: 'yesterday',
			returnAll: true,
			filters: { queue: queueNamed('Billing') },
		}),
		expects() {
			const [request] = sim.control.requests.list();
			const { interval, segmentFilters } = JSON.parse(request.body);
			const [from, to] = (interval as string).split('/').map((end) => Date.parse(end));
			const noon = Date.parse(yesterdayNoon());
			expect(from < noon && noon < to).toBe(true);
			expect(JSON.stringify(segmentFilters)).toContain(queueNamed('Billing').value);
		},
	},
	'Who in this queue is free?': {
		operation: 'Genesys Cloud Conversations > Directory > Get Queue Members',
		credentials: byUser,
		parameters: () => ({
			queue: queueNamed('Billing'),
			filters: { routingStatus: ['IDLE'] },
			returnAll: true,
		}),
		expects(items) {
			const names = sim.control.cloudLogin.listUsers().map(({ name }) => name);
			expect(json(items).map(({ name }) => name)).toEqual(names);
			expect(sim.control.requests.list()[0].url).toContain('routingStatus=IDLE');
		},
	},
	'Am I signed in?': {
		operation: 'Genesys Authentication > Session > Check',
		credentials: () => signedInCredential(sim),
		parameters: () => ({ authentication: 'token' }),
		expects: (items) => expect(json(items)).toEqual([expect.objectContaining({ signedIn: true })]),
	},
	'My password has expired': {
		operation: 'Genesys Authentication > User > Change Password',
		parameters: () => ({
			authentication: 'apiKey',
			userName: 'agent',
			oldPassword: 'agent-password',
			newPassword: 'New-password-1',
		}),
		expects: (items) => expect(json(items)).toEqual([expect.objectContaining({ success: true })]),
	},
};

test.each(Object.entries(TASKS))('%s', async (_, task) => {
	const { node, ...parameters } = await operationNamed(task.operation);
	const { items, error } = await runNode({
		node,
		parameters: { ...parameters, ...(await task.parameters()) },
		credentials: (task.credentials ?? (() => keyCredential(sim)))(),
		items: task.items,
		binary: task.binary,
	});
	expect(error).toBeUndefined();
	task.expects(items);
});

test('the page lists these tasks with their operations, and no others', () => {
	const page = readFileSync(join(ROOT, 'docs/tasks.md'), 'utf8');
	const [, table] = page.split('## In words, for a model')[0].split('|---|---|---|\n');
	const rows = table
		.trim()
		.split('\n')
		.map((row) => row.split('|').map((cell) => cell.trim()));
	expect(
		rows.map(([, task, node, operation]) => [task, `${node} > ${operation.split(',')[0]}`]),
	).toEqual(Object.entries(TASKS).map(([task, { operation }]) => [task, operation]));
});
