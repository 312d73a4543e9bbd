import { auth, nexus, statistics } from '../../../nodes/shared/apis/engage';
import { exportApis, udm10 } from '../../../nodes/shared/apis/exports';
import { messaging } from '../../../nodes/shared/apis/messaging';
import type { Api } from '../../../nodes/shared/transport/api';
import { ApiResponse } from '../../../nodes/shared/transport/response';

const answer = (api: Api, body: unknown, status = 200) =>
	new ApiResponse(status, {}, body, api.envelope);
const status = { code: 0 };

test.each<[string, Api, unknown, object]>([
	['data', nexus, { status, data: { id: 1 } }, { id: 1 }],
	['a secure email', nexus, { status: { code: 'SUCCESS' }, secureMail: { id: 1 } }, { id: 1 }],
	[
		'what stands beside the status',
		nexus,
		{ status, operationId: 'o', id: 1 },
		{ operationId: 'o', id: 1 },
	],
	['null in place of data', nexus, { status, data: null, secureMail: { id: 1 } }, { id: 1 }],
	['data, of a user', auth, { status, data: { userName: 'a' } }, { userName: 'a' }],
	['data, of a message', messaging, { status, data: { mediaId: 'm' } }, { mediaId: 'm' }],
	['one statistic', statistics, { status, data: { statistic: { value: 1 } } }, { value: 1 }],
	['data without a statistic', statistics, { status, data: { id: 's' } }, { id: 's' }],
	['no envelope', udm10, { id: 1, status: 'READY', data: 2 }, { id: 1, status: 'READY', data: 2 }],
])('one thing: %s', (_what, api, body, thing) => {
	expect(answer(api, body).thing()).toEqual(thing);
	expect(answer(api, body).content).toEqual(thing);
});

test.each<[string, Api, unknown]>([
	['data', nexus, { status, data: [{ id: 1 }, { id: 2 }] }],
	['statistics', statistics, { status, data: { statistics: [{ id: 1 }, { id: 2 }] } }],
	...exportApis.map((api): [string, Api, unknown] => [
		`the items of ${api.choice.value}`,
		api,
		{ count: 5, items: [{ id: 1 }, { id: 2 }] },
	]),
	['a bare list', udm10, [{ id: 1 }, { id: 2 }]],
])('rows: %s', (_what, api, body) => {
	expect(answer(api, body).rows()).toEqual([{ id: 1 }, { id: 2 }]);
});

test('a row that is no object becomes one; 204 has no rows, whatever comes with it', () => {
	expect(answer(udm10, ['chat', 5, null, [1]]).rows()).toEqual(
		['chat', 5, null, [1]].map((value) => ({ value })),
	);
	for (const body of ['', null, undefined]) expect(answer(nexus, body, 204).rows()).toEqual([]);
});

describe.each([
	['nexus', nexus],
	['messaging', messaging],
	['statistics', statistics],
	['auth', auth],
])('what only the envelope of %s tells', (_name, api) => {
	const errors = [{ status: { message: 'No' } }];
	test.each<[unknown, object]>([
		[{ status }, {}],
		[{ status, operationId: 'o', errors: [] }, {}],
		[{ status: { code: 'SUCCESS' } }, {}],
		[
			{ status: { code: 1 }, operationId: 'o' },
			{ accepted: true, operationId: 'o' },
		],
		[{ status: { code: 1 } }, { accepted: true }],
		[{ status: { code: 2 }, operationId: 'o' }, { partlyDone: true }],
		[
			{ status: { code: 2 }, errors },
			{ partlyDone: true, errors },
		],
		[{ status, errors }, { errors }],
		// Some servers write what is not there as null, and numbers as texts.
		[{ status, operationId: null, data: null, errors: null }, {}],
		[{ status: null, errors: null }, {}],
		[
			{ status: { code: '1' }, operationId: 'o' },
			{ accepted: true, operationId: 'o' },
		],
		[{ status: { code: '2' } }, { partlyDone: true }],
		...['', 'text', null, undefined, [1], 5].map((body): [unknown, object] => [body, {}]),
	])('%j: %j', (body, remarks) => {
		expect(answer(api, body).remarks).toEqual(remarks);
	});
});

test('exports have no envelope that tells anything', () => {
	expect(answer(udm10, { status: { code: 1 }, operationId: 'o', errors: [1] }).remarks).toEqual({});
});

test.each<[Api, unknown, string, string]>([
	[nexus, '', 'an empty answer', 'an empty answer'],
	[nexus, null, 'an empty answer', 'an empty answer'],
	[nexus, undefined, 'an empty answer', 'an empty answer'],
	[nexus, {}, 'an empty answer', 'an empty answer'],
	// Genesys need not send an empty list.
	[nexus, { status, data: null }, 'an empty answer', ''],
	[nexus, { status, operationId: 'o', referenceId: 'r' }, 'an empty answer', ''],
	[statistics, { status }, 'an empty answer', 'an empty answer'],
	[nexus, 5, 'the number "5"', 'the number "5"'],
	[nexus, { status, data: 'x' }, 'the string "x"', 'the string "x"'],
	[nexus, { status, data: 'long' + 'er'.repeat(9) }, 'a long string', 'a long string'],
	[nexus, { status, data: true }, 'the boolean "true"', 'the boolean "true"'],
	[udm10, 'text', 'the string "text"', 'the string "text"'],
	[udm10, { items: 'none' }, '', 'the string "none"'],
	[udm10, { id: 1 }, '', 'an empty answer'],
	[udm10, [{ id: 1 }], 'a list', ''],
	[nexus, { status, data: [] }, 'a list', ''],
	[nexus, { status, data: { id: 1 } }, '', 'one thing'],
	[statistics, { status, data: { statistics: {} } }, '', 'one thing'],
	[statistics, { status, data: {} }, '', 'an empty answer'],
])('%#: %p is not what was asked for', (api, body, forThing, forRows) => {
	const response = answer(api, body);
	if (forThing) {
		expect(() => response.thing()).toThrow(`Genesys sent ${forThing} in place of one thing`);
	}
	if (forRows) expect(() => response.rows()).toThrow(`Genesys sent ${forRows} in place of a list`);
});
