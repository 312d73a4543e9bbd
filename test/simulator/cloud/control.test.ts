import type { AxiosInstance } from 'axios';
import axios from 'axios';
import { startCloud, type Cloud } from './helper';

describe('control routes of Genesys Cloud', () => {
	let cloud: Cloud;
	let control: AxiosInstance;

	beforeAll(async () => {
		cloud = await startCloud({ cloud: { requestsPerMinute: 50 } });
		const baseURL = `${cloud.sim.url}/_simulator/cloud`;
		control = axios.create({ baseURL, proxy: false, validateStatus: () => true });
	});

	test('the settings are those of the options until they are changed', async () => {
		const options = { requestsPerMinute: 50, minuteMs: 60_000, routing: 'answer' };
		expect((await control.get('/settings')).data).toMatchObject(options);
		const changed = await control.put('/settings', { routing: 'wait', requestsPerMinute: 0 });
		expect(changed.data).toMatchObject({ ...options, routing: 'wait', requestsPerMinute: 0 });
		expect((await control.put('/settings', { routing: 'nowhere' })).status).toBe(400);
	});

	test('with "wait" nobody comes from the queue', async () => {
		const { queues } = (await control.get('/directory')).data;
		const body = { provider: 'CRM', queueId: queues[0].id };
		const { data } = await cloud.user.post('/conversations/emails', body);
		const purposes = data.participants.map(({ purpose }: { purpose: string }) => purpose);
		expect(purposes).toEqual(['customer', 'acd']);
		const [kept] = (await control.get('/conversations')).data;
		expect(kept).toMatchObject({ id: data.id, media: 'email', routing: { queueId: queues[0].id } });
	});

	test('the directory has no passwords', async () => {
		expect(JSON.stringify((await control.get('/directory')).data)).not.toContain('password');
	});

	test('a conversation that no operation makes, in the list of its user', async () => {
		const { data } = await control.post('/conversations', { media: 'cobrowse' });
		const own = await cloud.user.get('/conversations/cobrowsesessions');
		expect(own.data.entities).toMatchObject([{ id: data.id }]);
		expect((await control.post('/conversations', { media: 'smoke' })).status).toBe(400);
		expect((await control.post('/conversations', { media: 'video', madeUp: 1 })).status).toBe(400);
	});

	test('an email of the customer, with attachments that have ids', async () => {
		const { data } = await control.post('/conversations', { media: 'email' });
		const email = {
			to: [{ email: 'help@example.com' }],
			from: { email: 'kim@example.com' },
			textBody: 'Hello',
			attachments: [{ name: 'a.pdf' }],
		};
		const added = await control.post(`/conversations/${data.id}/emails`, email);
		expect(added.data.attachments[0]).toMatchObject({
			name: 'a.pdf',
			attachmentId: expect.any(String),
		});
		const { data: messages } = await cloud.user.get(`/conversations/emails/${data.id}/messages`);
		expect(messages.entities).toMatchObject([{ id: added.data.id }]);
		expect((await control.post('/conversations/nothing/emails', email)).status).toBe(404);
	});

	test('an integration, and what has been uploaded', async () => {
		const { data } = await control.post('/integrations', { name: 'Shop' });
		const all = await cloud.user.get('/conversations/messaging/integrations');
		expect(all.data.entities.map(({ id }: { id: string }) => id)).toContain(data.id);
		await cloud.user.post('/conversations/faxes', {
			addresses: ['+13175550100'],
			contentType: 'application/pdf',
		});
		expect((await control.get('/uploads')).data).toMatchObject([{ status: 'uploading', bytes: 0 }]);
		expect((await control.get('/violations')).data).toEqual([]);
	});
});
