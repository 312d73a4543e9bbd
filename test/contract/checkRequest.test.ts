import { checkRequest, findOperation, usesOf } from './helpers/checkRequest';
import { formOf, FormFile } from './helpers/multipart';
import { operation, operationsOf } from './helpers/operations';

/** The check itself: it must see what is wrong, or the wire test proves nothing. */
const nexus = operationsOf('securemail', 'openmedia');
const headers = { 'x-api-key': 'k', 'content-type': 'application/json' };
const mail = '/nexus/v3/securemail';
const workitems = '/nexus/v3/openmedia/cases/interactions';

test.each([
	['GET', mail, 'securemail.list'],
	['GET', `${mail}/count`, 'securemail.count'],
	['GET', `${mail}/counter`, 'securemail.get'],
	['GET', `${mail}/a%2Fb/userdata`, 'securemail.userdata'],
	['GET', `${workitems}/ext_1`, 'openmedia.get-by-external-id'],
	['GET', `${workitems}/1`, 'openmedia.get'],
	['POST', `${workitems}/ext_1/stop`, 'openmedia.stop-by-external-id'],
	['PUT', mail, undefined],
	['GET', `${mail}/a/b`, undefined],
	['GET', '/nexus/v3/securemail/', undefined],
])('%s %s is %s', (method, path, id) => {
	expect(findOperation(nexus, { method, path })?.id).toBe(id);
});

test.each([
	[{}, []],
	[{ headers: {} }, ['no header x-api-key']],
	[{ query: {} }, ['the query has no address']],
	[{ query: { address: 'a', limit: '1' } }, ['the query has limit, which is not documented']],
	[{ query: { address: 'a', index: '-1' } }, ['query index is no integer: -1']],
	[{ query: { address: 'a', count: ['1', '2'] } }, ['the query has count more than once']],
	[{ query: { address: 'a', status: 'new' } }, ['query status is not one of unread,read,all: new']],
	[{ query: { address: 'a', securebox: 'a b c' } }, ['query securebox does not fit: a b c']],
	[{ body: '{}' }, ['there is a body, and none is documented']],
])('a list with %j has the problems %j', (change, problems) => {
	const request = { method: 'GET', path: mail, query: { address: 'a' }, headers, body: '' };
	expect(checkRequest(operation('securemail.list'), { ...request, ...change }).problems).toEqual(
		problems,
	);
});

test('a boolean in a query is true or false', () => {
	const request = { method: 'GET', path: `${mail}/1`, query: { read: '1' }, headers, body: '' };
	expect(checkRequest(operation('securemail.get'), request).problems).toEqual([
		'query read is no boolean: 1',
	]);
});

test.each<[unknown, string[]]>([
	[{ data: { changedProperties: { any: { thing: 1 } }, deletedProperties: ['a'] } }, []],
	[{}, ['no body data']],
	[{ data: [] }, ['body data is array, not object']],
	[{ data: { more: 1 } }, ['the body has data.more, which is not documented']],
	[{ data: {}, more: 1 }, ['the body has more, which is not documented']],
	[{ data: { addedProperties: 'a' } }, ['body data.addedProperties is string, not object']],
	[
		{ data: { deletedProperties: 'a' } },
		['body data.deletedProperties is string, not array<string>'],
	],
	[{ data: { deletedProperties: [1] } }, ['body data.deletedProperties has integer, not string']],
	['[]', ['the body is no object']],
	['{', ['the body is not application/json']],
	['', ['there is no body']],
])('an update with the body %j has the problems %j', (body, problems) => {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const request = { method: 'POST', path: `${workitems}/1/update`, query: {}, headers, body: text };
	expect(checkRequest(operation('openmedia.update'), request).problems).toEqual(problems);
});

test('a body that is not declared as JSON is a problem', () => {
	const request = {
		method: 'POST',
		path: workitems,
		query: {},
		headers: { ...headers, 'content-type': 'text/plain' },
		body: '{"data":{}}',
	};
	expect(checkRequest(operation('openmedia.create'), request).problems).toEqual([
		'the content type is text/plain',
	]);
});

test.each<[string, string[]]>([
	['grant_type=password&username=a&password=b&scope=*', []],
	['username=a', ['no body grant_type']],
	[
		'grant_type=device',
		['body grant_type is not one of authorization_code,refresh_token,password: device'],
	],
	['grant_type=password&tenant=x', ['the body has tenant, which is not documented']],
	['grant_type=password&code=1&code=2', ['body code is array, not string']],
])('a form with %s has the problems %j', (body, problems) => {
	const request = {
		method: 'POST',
		path: '/auth/v3/oauth/token',
		query: {},
		headers: { 'x-api-key': 'k', 'content-type': 'application/x-www-form-urlencoded' },
		body,
	};
	expect(checkRequest(operation('auth.oauth-token'), request).problems).toEqual(problems);
});

describe('a certificate', () => {
	const part = (disposition: string, content: string) =>
		`--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
	const file = part('name="file"; filename="a.pem"', 'x');
	const upload = (type: string, body: string) => ({
		method: 'POST',
		path: '/udm/v10/cipher/a.pem',
		query: {},
		headers: { authorization: 'Bearer t', 'content-type': type },
		body,
		bodyBase64: Buffer.from(body).toString('base64'),
	});
	const form = 'multipart/form-data; boundary=b';

	test.each([
		[form, `${file}--b--`, []],
		[form, `${part('name="file"', 'x')}--b--`, ['body file is string, not file']],
		[form, `${file}${file}--b--`, ['body file is array, not file']],
		[
			form,
			`${part('name="certificate"; filename="a.pem"', 'x')}--b--`,
			['no body file', 'the body has certificate, which is not documented'],
		],
		[form, file, ['the body is not multipart/form-data']],
		['multipart/form-data', `${file}--b--`, ['the body is not multipart/form-data']],
		[
			'application/json',
			'{"file":"x"}',
			['the content type is application/json', 'the body is not multipart/form-data'],
		],
	])('as %s %j has the problems %j', async (type, body, problems) => {
		const request = upload(type, body);
		const parsed = { ...request, form: await formOf(request) };
		expect(checkRequest(operation('udm10.cipher.upload'), parsed).problems).toEqual(problems);
	});

	test('is read with its name and its bytes', async () => {
		expect(await formOf(upload(form, `${file}--b--`))).toEqual({
			file: new FormFile('a.pem', 'text/plain', Buffer.from('x')),
		});
	});
});

test.each<[unknown, string[]]>([
	[[{ channel: '/meta/disconnect', clientId: 'a' }], []],
	[{ channel: '/meta/disconnect', clientId: 'a' }, ['the body is no list']],
	[[{ channel: '/meta/disconnect', clientId: 'a' }, { clientId: 'a' }], ['no body channel']],
	[['a'], ['the body is no object']],
])('the messages %j have the problems %j', (body, problems) => {
	const path = '/statistics/v3/notifications/disconnect';
	const sent = { ...headers, authorization: 'Bearer t' };
	const request = { method: 'POST', path, query: {}, headers: sent, body: JSON.stringify(body) };
	expect(checkRequest(operation('statistics.cometd.disconnect'), request).problems).toEqual(
		problems,
	);
});

test('fields inside of lists and their values are checked', () => {
	const event = { ...operation('interactions-webhook.event'), headers: [] };
	const body = JSON.stringify({
		data: { entities: [{ event: 'STARTED' }, { event: 'LOST', at: 1 }] },
	});
	const request = { method: 'POST', path: event.path as string, query: {}, headers, body };
	const { problems, uses } = checkRequest(event, request);
	expect(problems).toEqual([
		'body data.entities[].event is not one of STARTED,FINISHED: LOST',
		'the body has data.entities[].at, which is not documented',
	]);
	expect(uses).toContain('body data.entities[].event=STARTED');
});

test('what an operation can be used with is its path, query and body with all values', () => {
	expect(usesOf(operation('securemail.delete'))).toEqual([
		'path secureMailId',
		'query remove',
		'query remove=read',
		'query remove=delete',
		'query remove=purge',
	]);
});

describe('messages, with one request for all types', () => {
	const messaging = operationsOf('messaging');
	const path = '/nexus/v3/channels/1/messages';
	const channel = { from: { id: '1' }, to: { id: '2' } };
	const text = { channel, type: 'Text', text: 'Hello' };
	const email = { channel, type: 'Email', content: [] };
	const request = (...all: object[]) => ({
		method: 'POST',
		path,
		query: {},
		headers: {
			'content-type': 'application/json',
			'x-hub-signature': 'sha1=',
			'x-ccid': 'c',
		},
		body: JSON.stringify({ messages: all }),
	});

	test.each([
		[[text], 'messaging.messages.text'],
		[[text, text], 'messaging.messages.text'],
		[[{ channel, type: 'Receipt' }], 'messaging.messages.receipt'],
		[[text, email], 'messaging.messages.send'],
		[[{ channel, type: 'Nonsense' }], 'messaging.messages.send'],
	])('%j is %s', (all, id) => {
		expect(findOperation(messaging, request(...all))?.id).toBe(id);
	});

	test.each<[string, object, string[]]>([
		['messaging.messages.text', text, []],
		[
			'messaging.messages.text',
			{ ...text, subject: 'a' },
			['the body has messages[].subject, which is not documented'],
		],
		['messaging.messages.send', { ...text, anything: 'a' }, []],
		[
			'messaging.messages.send',
			{ channel: { from: { id: '1' } }, type: 'Nonsense' },
			[
				'no body messages[].channel.to',
				'body messages[].type is not one of Text,Receipt,RichMedia,Email: Nonsense',
			],
		],
	])('as %s, %j has the problems %j', (id, one, problems) => {
		expect(checkRequest(operation(id), request(one)).problems).toEqual(problems);
	});

	test('the webhook has one recipient or a list, and objects that only their fields document', () => {
		const check = (to: unknown, context?: object) =>
			checkRequest(operation('messaging-webhook.message'), {
				...request(),
				body: JSON.stringify({
					channel: { id: '1', type: 'sms', from: { id: '1' }, to },
					type: 'Text',
					context,
				}),
			}).problems;
		expect(check({ id: '1' })).toEqual([]);
		expect(check([{ id: '1', name: 'a' }], { replyTo: { id: '1' } })).toEqual([]);
		expect(check('1')).toEqual(['body channel.to is string, not object | array<object>']);
		expect(check({ id: '1' }, { more: 1 })).toEqual([
			'the body has context.more, which is not documented',
		]);
	});
});
