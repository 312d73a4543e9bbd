import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Credentials } from '../harness/additionalData';
import { jobOnce } from '../harness/exportJob';
import {
	channelCredential,
	cloudCredential,
	signedInCredential,
	webServicesCredential,
} from '../harness/genesysCredentials';
import { operationNamed } from '../harness/operationNamed';
import { ROOT } from '../harness/package';
import { withSimulator } from '../harness/simulator';
import { runAsTool } from '../harness/runTool';

/**
 * What people say to a model, and the calls of tools by which it is done: two at most. Each call has the values as a model gives
 * them, of which it has found some by the call before.
 */
const sim = withSimulator({
	samples: false,
	statistics: { tickMs: 0 },
	exports: { runMs: 300, bytesPerFile: 500 },
});

interface Call {
	/** Node, resource and operation, as the editor calls them. */
	tool: string;
	/** What the model gives, from the rows of the call before. */
	gives: (rows: IDataObject[]) => IDataObject;
}

interface Task {
	/** What there is, before somebody says it. */
	given?: () => unknown;
	calls: Call[];
	/** What the last call answers, or what has come of it. */
	expects: (rows: IDataObject[]) => void;
}

const ADDRESS = 'ann@example.com';

const call = (tool: string, gives: Call['gives'] = () => ({})): Call => ({ tool, gives });
const by = (value: unknown, mode = 'id') => ({ __rl: true, mode, value: String(value) });
const first =
	(field: string): Call['gives'] =>
	([row]) => ({ [field]: by(row.id) });

const CREDENTIALS: Partial<Record<string, (tool: string) => Credentials>> = {
	'Genesys Agent Email': () => webServicesCredential(sim),
	'Genesys Cloud Conversations': (tool) =>
		cloudCredential(sim, tool.includes('> Agentless >') ? 'client' : 'user'),
	'Genesys Messaging': () => channelCredential(sim),
};

const addMail = (subject: string) =>
	sim.control.secureEmails.add({ address: ADDRESS, data: { address: ADDRESS, subject } });
const addEmail = async (subject: string) =>
	await sim.control.webServices.addEmail({ subject, from: ADDRESS });
const interactions = () => sim.control.webServices.interactions();
const addJob = (title: string, more = {}) => sim.control.exports.addJob(jobOnce(title, more));
const later = { schedulerParam: { immediately: false, startDate: '2099-01-01T00:00:00Z' } };

/** Creates the workitem of a case as a workflow does. */
async function addWorkitem(): Promise<void> {
	const response = await fetch(`${sim.url}/nexus/v3/openmedia/workitems/interactions`, {
		method: 'POST',
		headers: { 'x-api-key': sim.apiKey, 'Content-Type': 'application/json' },
		body: JSON.stringify({ data: { externalId: '500A', userData: { Priority: 'Low' } } }),
	});
	expect(response.ok).toBe(true);
}
const workitem = { openMediaService: 'workitems', workitem: by('500A', 'externalId') };

const converse = (media: 'email' | 'message' | 'video', more: IDataObject = {}) =>
	sim.control.cloud.addConversation({ media, ...more });
const conversed = () => sim.control.cloud.conversations()[0];
const agentIn = () => conversed().participants.find(({ purpose }) => purpose === 'agent')!;

const SECURE = 'Genesys Secure Email > Secure Email';
const EXPORTS = 'Genesys User Data Management';
const AGENT = 'Genesys Agent Email > Interaction';
const CLOUD = 'Genesys Cloud Conversations';

const TASKS: Record<string, Task> = {
	'Purge the mail of ann@example.com about her bank details': {
		given: () => ['Order', 'Bank details'].map(addMail),
		calls: [
			call(`${SECURE} > Get Many`, () => ({ address: ADDRESS, includeContent: true })),
			call(`${SECURE} > Purge`, (rows) => ({
				secureMailId: by(rows.find(({ subject }) => subject === 'Bank details')?.id),
			})),
		],
		expects: () =>
			expect(sim.control.secureEmails.list().map(({ data }) => data.subject)).toEqual(['Order']),
	},
	'How many mails has ann@example.com not read?': {
		given: () => ['One', 'Two'].map(addMail),
		calls: [call(`${SECURE} > Count`, () => ({ address: ADDRESS, status: 'unread' }))],
		expects: (rows) => expect(rows).toEqual([expect.objectContaining({ count: 2 })]),
	},
	'What is in the workitem of case 500A?': {
		given: addWorkitem,
		calls: [call('Genesys Open Media > Workitem > Get', () => workitem)],
		expects: (rows) => expect(rows).toMatchObject([{ userData: { Priority: 'Low' } }]),
	},
	'Case 500A is closed: stop its workitem': {
		given: addWorkitem,
		calls: [call('Genesys Open Media > Workitem > Stop', () => workitem)],
		expects: () => expect(sim.control.workitems.list()).toMatchObject([{ status: 'stopped' }]),
	},
	'How many calls wait in queue1?': {
		calls: [
			call('Genesys Statistics > Statistic > Get', () => ({
				...{ statisticName: 'TotalCallsInQueue', objectType: 'Queue', objectId: 'queue1' },
			})),
		],
		expects: (rows) =>
			expect(rows).toEqual([expect.objectContaining({ value: expect.anything() })]),
	},
	'Which exports failed?': {
		given: () => {
			['Good', 'Bad'].forEach((title) => addJob(title));
			const [{ id }] = sim.control.exports.history().filter(({ title }) => title === 'Bad');
			sim.control.exports.failRun(Number(id));
		},
		calls: [
			call(`${EXPORTS} > Export History > Get Many`, () => ({ filters: { status: 'FAILED' } })),
		],
		expects: (rows) => expect(rows.map(({ title }) => title)).toEqual(['Bad']),
	},
	'How far is the export Monthly?': {
		given: () => {
			sim.control.exports.set({ runMs: 3_600_000 });
			addJob('Monthly');
		},
		calls: [
			call(`${EXPORTS} > Export History > Get Many`, () => ({ filters: { title: 'Monthly' } })),
			call(`${EXPORTS} > Export History > Get Progress`, first('historyRecord')),
		],
		expects: (rows) =>
			expect(rows).toEqual([expect.objectContaining({ progress: expect.any(Number) })]),
	},
	'Suspend the job Nightly': {
		given: () => addJob('Nightly', later),
		calls: [
			call(`${EXPORTS} > Export Job > Get Many`, () => ({ filters: { title: 'Nightly' } })),
			call(`${EXPORTS} > Export Job > Suspend`, first('job')),
		],
		expects: () => expect(sim.control.exports.jobs()).toMatchObject([{ status: 'SUSPENDED' }]),
	},
	'What can be exported from UCS?': {
		calls: [call(`${EXPORTS} > Reference Data > Get Types`, () => ({ source: 'UCS' }))],
		expects: (rows) =>
			expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['Interactions'])),
	},
	'Accept the newest email of the agent': {
		given: async () => await addEmail('Late'),
		calls: [
			call(`${AGENT} > Get Many`, () => ({ filters: { states: ['Invited'] } })),
			call(`${AGENT} > Accept`, first('interactionId')),
		],
		expects: () => expect(interactions()).toMatchObject([{ state: 'Accepted' }]),
	},
	'Reject the invitation about the invoice': {
		given: async () => {
			for (const subject of ['Late', 'Invoice']) await addEmail(subject);
		},
		calls: [
			call(`${AGENT} > Get Many`),
			call(`${AGENT} > Reject`, (rows) => ({
				interactionId: by(rows.find(({ subject }) => subject === 'Invoice')?.id),
			})),
		],
		expects: () =>
			expect(interactions().filter(({ state }) => state === 'Invited')).toMatchObject([
				{ email: { Subject: 'Late' } },
			]),
	},
	'Ask support in the name of +15551230001 where the order is': {
		calls: [
			call('Genesys Messaging > Message > Send Text', () => ({
				...{ fromId: '+15551230001', toId: '+15559990000', text: 'Where is my order?' },
			})),
		],
		expects: () =>
			expect(
				sim.control.messaging.inbound('sms-channel').map(({ message }) => message.text),
			).toEqual(['Where is my order?']),
	},
	'Who takes part in this conversation?': {
		given: () => converse('message'),
		calls: [call(`${CLOUD} > Conversation > Get`, () => ({ conversationId: conversed().id }))],
		expects: ([{ participants }]) =>
			expect((participants as IDataObject[]).map(({ purpose }) => purpose)).toEqual(
				expect.arrayContaining(['agent', 'customer']),
			),
	},
	'End this video call': {
		given: () => converse('video'),
		calls: [
			call(`${CLOUD} > Conversation > Disconnect`, () => ({ conversationId: conversed().id })),
		],
		expects: () => expect(conversed().endTime).toEqual(expect.any(String)),
	},
	'Who is in the queue Billing?': {
		calls: [
			call(`${CLOUD} > Directory > Get Queues`, () => ({ filters: { name: 'Billing' } })),
			call(`${CLOUD} > Directory > Get Queue Members`, first('queue')),
		],
		expects: (rows) =>
			expect(rows.map(({ name }) => name)).toEqual(
				sim.control.cloudLogin.listUsers().map(({ name }) => name),
			),
	},
	'Wrap this message up as Resolved': {
		given: () => converse('message'),
		calls: [
			call(`${CLOUD} > Directory > Get Wrap-Up Codes`, () => ({ filters: { name: 'Resolved' } })),
			call(`${CLOUD} > Wrap-Up > Apply (Message)`, (rows) => ({
				conversationId: conversed().id,
				...first('wrapUpCode')(rows),
			})),
		],
		expects: () => expect(agentIn().communication.wrapup).toMatchObject({ name: 'Resolved' }),
	},
	'Pass this message on to Sales': {
		given: () => converse('message'),
		calls: [
			call(`${CLOUD} > Directory > Get Queues`, () => ({ filters: { name: 'Sales' } })),
			call(`${CLOUD} > Participant > Transfer (Message)`, (rows) => ({
				...{ conversationId: conversed().id, transferTo: 'queue' },
				...first('queue')(rows),
			})),
		],
		expects: () => expect(agentIn().communication.state).toBe('disconnected'),
	},
	'Tell the customer of this conversation that it is on its way': {
		given: () => converse('message', { messengerType: 'open', customerAddress: 'ann' }),
		calls: [
			call(`${CLOUD} > Message > Send`, () => ({
				...{ conversationId: conversed().id, textBody: 'It is on its way' },
			})),
		],
		expects: () =>
			expect(conversed().messages).toMatchObject([
				{ direction: 'outbound', textBody: 'It is on its way' },
			]),
	},
	'What did the customer write in this email?': {
		given: () => {
			const { id } = converse('email', { subject: 'Refund' });
			const to = [{ email: 'help@example.com' }];
			sim.control.cloud.addEmail(id, { from: { email: ADDRESS }, to, textBody: 'Please refund' });
		},
		calls: [
			call(`${CLOUD} > Email > Get Messages`, () => ({ conversationId: conversed().id })),
			call(`${CLOUD} > Email > Get Message`, (rows) => ({
				conversationId: conversed().id,
				...first('emailId')(rows.slice(-1)),
			})),
		],
		expects: (rows) => expect(rows).toMatchObject([{ textBody: 'Please refund' }]),
	},
	'Send +13175550001 an SMS that we are open again': {
		calls: [
			call(`${CLOUD} > Agentless > Send Message`, () => ({
				toAddressMessengerType: 'sms',
				fromAddress: sim.control.cloud.directory().queues[0].outboundAddress.sms,
				...{ toAddress: '+13175550001', textBody: 'We are open again' },
			})),
		],
		expects: () =>
			expect(conversed().messages).toMatchObject([
				{ toAddress: '+13175550001', textBody: 'We are open again' },
			]),
	},
	'Am I still signed in?': {
		calls: [call('Genesys Authentication > Session > Check')],
		expects: (rows) => expect(rows).toEqual([expect.objectContaining({ signedIn: true })]),
	},
};

/** Calls the tool as a model does. @returns the rows of its answer */
async function use({ tool, gives }: Call, found: IDataObject[]): Promise<IDataObject[]> {
	const { node, ...operation } = await operationNamed(tool);
	const own = CREDENTIALS[tool.split(' > ')[0]];
	const credentials = own?.(tool) ?? signedInCredential(sim);
	const authentication = own ? {} : { authentication: 'token' };
	const parameters = { ...operation, ...authentication, ...gives(found) } as INodeParameters;
	const { items, error } = await runAsTool({ node, parameters, credentials });
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
}

test.each(Object.entries(TASKS))('%s', async (_words, { given, calls, expects }) => {
	await given?.();
	let rows: IDataObject[] = [];
	for (const one of calls) rows = await use(one, rows);
	expect(calls.length).toBeLessThanOrEqual(2);
	expects(rows);
});

test('the page lists these tasks with their calls, and no others', () => {
	const page = readFileSync(join(ROOT, 'docs/tasks.md'), 'utf8');
	const [section] = page.split('## In words, for a model')[1].split('\n## ');
	const rows = section
		.split('|---|---|\n')[1]
		.trim()
		.split('\n')
		.map((row) => row.split('|').map((cell) => cell.trim()));
	expect(Object.keys(TASKS).length).toBeGreaterThanOrEqual(20);
	expect(rows.map(([, words, calls]) => [words, calls])).toEqual(
		Object.entries(TASKS).map(([words, { calls }]) => [
			words,
			calls.map(({ tool }) => tool.replaceAll(' > ', ': ').replace(': ', ', ')).join('; then '),
		]),
	);
});
