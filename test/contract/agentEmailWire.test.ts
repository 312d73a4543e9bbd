import { withSimulator } from '../harness/simulator';
import { agentEmailCases } from './agentEmailCases';
import { implemented } from './coverage';
import { checkRequest, findOperation, unsentUses } from './helpers/checkRequest';
import { caseExchanges, type CaseExchange, type SentRequest } from './helpers/exchanges';
import { operationsOf } from './helpers/operations';

/**
 * Every operation of Agent Email with every parameter, through n8n's real engine; the requests are compared, as the
 * simulator received them, with what Genesys documents.
 */
const documented = operationsOf('webservices-email').filter(({ kind }) => kind === 'request');

/** What the documents do not show: who the agent is (with the CSRF token), what the agent has, and the notifications. */
const BEYOND = [
	/^GET \/api\/v2\/me$/,
	/^GET \/api\/v2\/me\/interactions(\/[^/]+)?$/,
	/^POST \/api\/v2\/notifications\/\w+$/,
];

const sim = withSimulator({ seed: 1, samples: false, webServices: { delayMs: 1 } });
let byCase: CaseExchange[];

beforeAll(async () => {
	byCase = await caseExchanges(sim, agentEmailCases);
}, 120_000);

const isBeyond = ({ method, path }: SentRequest) =>
	BEYOND.some((known) => known.test(`${method} ${path}`));

const requests = () => byCase.flatMap((one) => one.requests);

test('every run ends well, with rows that belong to its item', () => {
	const outcomes = byCase.map(({ user, authentication, error, output }) => ({
		...{ user, authentication, error },
		pairs: [...new Set(output.map(({ pairedItem }) => (pairedItem as { item?: number }).item))],
	}));
	expect(outcomes).toEqual(outcomes.map((one) => ({ ...one, error: undefined, pairs: [0] })));
});

test('every request is as documented, or one of those that the documents do not show', () => {
	const problems = byCase.flatMap(({ user, requests: sent }) =>
		sent
			.filter((request) => !isBeyond(request))
			.flatMap((request) => {
				const operation = operationOf(request);
				const found = operation
					? checkRequest(operation, request).problems
					: ['no documented operation has this method, path and operation name'];
				return found.map((text) => `${user}, ${request.method} ${request.url}: ${text}`);
			}),
	);
	expect(problems).toEqual([]);
});

test('every documented parameter and value was sent', () => {
	const unsent = documented.flatMap((operation) => {
		const own = requests().filter((request) => operationOf(request) === operation);
		return unsentUses([operation], own);
	});
	expect(unsent).toEqual([]);
});

test('each operation sends what the coverage table says', () => {
	const seen: Record<string, string[]> = {};
	for (const { user, requests: sent } of byCase) {
		for (const request of sent.filter((one) => !isBeyond(one))) {
			const id = operationOf(request)?.id ?? 'undocumented';
			seen[id] = [...new Set([...(seen[id] ?? []), user])].sort();
		}
	}
	const table = documented.map(({ id }) => [id, [...(implemented[id] ?? [])].sort()]);
	expect(seen).toEqual(Object.fromEntries(table));
});

test('every request carries the sign-in of the agent', () => {
	const wrong = byCase.flatMap(({ user, authentication, requests: sent }) =>
		sent
			.map(({ headers }) => String(headers.authorization).split(' ')[0])
			.filter((scheme) => scheme !== (authentication === 'oAuth2' ? 'Bearer' : 'Basic'))
			.map((scheme) => `${user}: ${scheme}`),
	);
	expect(wrong).toEqual([]);
});

/** Of those with one path, the one that is named in the body. */
function operationOf(request: SentRequest) {
	const name = nameIn(request.body);
	return findOperation(
		documented.filter(({ body }) => {
			const field = body?.fields.find((one) => one.name === 'operationName');
			return !field || field.enum?.includes(name);
		}),
		request,
	);
}

function nameIn(body: string): string {
	try {
		return String((JSON.parse(body) as { operationName?: unknown } | null)?.operationName);
	} catch {
		return '';
	}
}
