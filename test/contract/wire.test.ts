import { withSimulator } from '../harness/simulator';
import { implemented } from './coverage';
import { CERTIFICATE } from './exportCases';
import { checkRequest, findOperation, unsentUses, usesOf } from './helpers/checkRequest';
import {
	caseExchanges,
	exportTriggerExchanges,
	messagingTriggerExchanges,
	signInExchanges,
	triggerExchanges,
	type CaseExchange,
	type Exchange,
	type SentRequest,
} from './helpers/exchanges';
import { bodiesOfEach } from './helpers/messageVariants';
import { FormFile } from './helpers/multipart';
import { operations } from './helpers/operations';

/**
 * Every operation with every parameter, through n8n's real engine, and what the trigger and the credentials send; the
 * requests are compared, as the simulator received them, with what Genesys documents.
 */
const documented = operations
	// What Genesys Cloud and Web Services get is in cloud/cloudWire.test.ts and agentEmailWire.test.ts.
	.filter(({ id }) => !/^(cloud|webservices)\./.test(id))
	.filter(({ kind, id }) => kind === 'request' && id in implemented);

/** Stands for an operation that is not documented; that is a finding of its own. */
const NOTHING = { pathParams: [], query: [], body: null };

/** What the public Bayeux protocol has, and the inventory, which does not go beyond the documents, has not. */
const BAYEUX = [
	'the body has ext, which is not documented',
	'the body has advice, which is not documented',
];

/** What neither n8n's OAuth2 client nor a browser does. The page about credentials says so. */
const WITHOUT_KEY = ['no header x-api-key'];

/** What accounts are content with that need no token for statistics, against the documents. */
const KEY_ALONE = ['no header Authorization'];

/** What is modelled on the email that Genesys sends, since the one that it takes is not shown; and files, which neither has. */
const EMAIL = [
	'the body has messages[].channel.context, which is not documented',
	'the body has messages[].channel.to[].name, which is not documented',
	...['url', 'filename', 'mimetype', 'length'].map(
		(name) => `the body has messages[].content[].${name}, which is not documented`,
	),
	'body messages[].content[].type is not one of text,html: image',
];

/** Documented, and not for n8n: what only a grant needs that is not supported. */
const NEVER_SENT = ['auth.oauth-authorize: query response_type=token'];

let byCase: CaseExchange[];
let exchanges: Exchange[];
const sim = withSimulator({
	seed: 1,
	samples: false,
	statistics: { tickMs: 0 },
	cometd: { timeoutMs: 300 },
	exports: { bytesPerFile: 2_000 },
});

beforeAll(async () => {
	byCase = await caseExchanges(sim);
	exchanges = [
		...byCase,
		...(await triggerExchanges(sim)),
		...(await exportTriggerExchanges(sim)),
		...(await messagingTriggerExchanges(sim)),
		...(await signInExchanges(sim)),
	];
}, 300_000);

test('every run ends well, with the answers that it should get', () => {
	const outcomes = byCase.map(({ wireCase, authentication, error, requests }) => ({
		operation: wireCase.operation,
		authentication,
		error,
		statuses: requests.map(({ status }) => status),
	}));
	expect(outcomes).toEqual(
		byCase.map(({ wireCase, authentication }) => ({
			operation: wireCase.operation,
			authentication,
			error: wireCase.error,
			statuses: wireCase.statuses ?? (wireCase.items ?? [{}]).map(() => 200),
		})),
	);
});

test('every run gives a row at least for each of its items, and each row belongs to an item', () => {
	const pairs = byCase
		.filter(({ wireCase }) => !wireCase.error)
		.map(({ wireCase: { operation, items = [{}], empty }, output }) => {
			const paired = output.map(({ pairedItem }) => (pairedItem as { item?: number }).item);
			const wanted = empty ? [] : items.map((_, index) => index);
			return { operation, wanted, paired: [...new Set(paired)] };
		});
	expect(pairs).toEqual(pairs.map((pair) => ({ ...pair, paired: pair.wanted })));
	const failed = byCase.filter(({ wireCase }) => wireCase.error);
	expect(failed.map(({ output }) => output)).toEqual(failed.map(() => []));
});

test('a certificate arrives byte for byte, under its name, in the field "file"', () => {
	const uploads = byCase.filter(({ user }) => user.endsWith('.certificate.upload'));
	const arrived = uploads.map(({ requests: [{ path, form }] }) => ({
		name: decodeURIComponent(path.split('/').at(-1) ?? ''),
		form,
	}));
	const file = (name: string) => new FormFile(name, 'application/pkix-cert', CERTIFICATE);
	expect(arrived).toEqual(arrived.map(({ name }) => ({ name, form: { file: file(name) } })));
	expect(new Set(arrived.map(({ name }) => name))).toEqual(
		new Set(['exports 2026.der', 'other.der']),
	);
});

test('what Genesys redirects to is fetched, and becomes a file', () => {
	const downloads = byCase.filter(({ requests }) => requests.some(({ status }) => status === 303));
	const files = downloads.map(({ user, requests, output }) => ({
		user,
		files: requests.filter(({ status }) => status === 303).length,
		zips: output.filter(({ binary }) => binary?.export.mimeType === 'application/zip').length,
	}));
	expect(files).toEqual(files.map((row) => ({ ...row, zips: row.files })));
	expect(new Set(files.map(({ user }) => user.split('.').at(-1)))).toEqual(
		new Set(['download', 'downloadMany', 'createAndWait', 'waitForFiles', 'waitForFilesOfMany']),
	);
});

test('what the trigger and the credentials send is answered well', () => {
	const others = exchanges.slice(byCase.length);
	expect(others.map(({ requests }) => requests.length > 0)).toEqual(others.map(() => true));
	const unwell = others
		.flatMap(({ requests }) => requests)
		.filter(
			({ status, path }) =>
				status !== 200 &&
				// The poll that was held when the trigger was closed is the only one that gets no answer.
				!(status === null && path.endsWith('/connect')) &&
				// No export that the filters let pass yet; and the way to a file.
				!(status === 204 && path.endsWith('/export/history')) &&
				!(status === 303 && path.includes('/files/')),
		)
		.map(({ method, url, status }) => `${method} ${url}: ${status}`);
	expect(unwell).toEqual([]);
});

test('every request is as documented', () => {
	// Messages of several types in one request: each of them has the form of its type as well.
	const withEach = (request: SentRequest) => [
		request,
		...bodiesOfEach(request.body).map((body) => ({ ...request, body })),
	];
	const problems = exchanges.flatMap(({ user, authentication, requests }) =>
		requests.flatMap(withEach).flatMap((request) => {
			const operation = findOperation(documented, request);
			const found = operation
				? checkRequest(operation, request).problems
				: ['no documented operation has this method and path'];
			return found
				.filter((text) => !allowedFor(user, authentication, operation?.id).includes(text))
				.map((text) => `${user}, ${request.method} ${request.url}: ${text}`);
		}),
	);
	expect(problems).toEqual([]);
});

function allowedFor(user: string, authentication: string, id = ''): string[] {
	if (user === 'credential:genesysOAuth2Api' || id === 'auth.oauth-authorize') return WITHOUT_KEY;
	if (id === 'messaging.messages.email') return EMAIL;
	const keyAlone = authentication === 'apiKey' && id.startsWith('statistics.') ? KEY_ALONE : [];
	return id.startsWith('statistics.cometd.') ? [...BAYEUX, ...keyAlone] : keyAlone;
}

test('every request of a node carries the key, and the token where there is one', () => {
	const wrong = exchanges
		// What messaging requests carry is in messagingWire.test.ts.
		.filter(({ user }) => !/^(credential:|genesysMessaging)/.test(user))
		.flatMap(({ user, authentication, requests }) =>
			requests
				.filter(
					({ headers }) =>
						headers['x-api-key'] !== sim.apiKey ||
						/^Bearer ./.test(headers.authorization ?? '') === (authentication === 'apiKey'),
				)
				.map(({ method, url }) => `${user} by ${authentication}: ${method} ${url}`),
		);
	expect(wrong).toEqual([]);
});

test('every run sends every documented parameter, but those that it is to leave out', () => {
	const unsent = byCase.map(({ wireCase, requests }) => {
		const missing = requests.flatMap((request) => {
			const operation = findOperation(documented, request);
			const sent = operation ? checkRequest(operation, request).uses : [];
			return usesOf(operation ?? NOTHING).filter(
				(use) => !use.includes('=') && !sent.includes(use),
			);
		});
		return { operation: wireCase.operation, missing };
	});
	expect(unsent).toEqual(
		byCase.map(({ wireCase: { operation, omits = [] } }) => ({ operation, missing: omits })),
	);
});

test('every documented parameter and value was sent', () => {
	const requests = exchanges.flatMap((one) => one.requests);
	expect(unsentUses(documented, requests)).toEqual(NEVER_SENT);
});

test('each operation sends what the coverage table says, and nothing else', () => {
	const seen: Record<string, string[]> = {};
	for (const { user, requests } of exchanges) {
		for (const request of requests) {
			const id = findOperation(documented, request)?.id ?? 'undocumented';
			seen[id] = [...new Set([...(seen[id] ?? []), user])].sort();
		}
	}
	const table = documented.map(({ id }) => [id, [...implemented[id]].sort()]);
	expect(seen).toEqual(Object.fromEntries(table));
});
