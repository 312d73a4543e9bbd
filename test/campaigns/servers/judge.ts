import type { IDataObject } from 'n8n-workflow';
import type { NodeRunResult } from '../../harness/runNode';
import { ROUNDED } from './changes';
import { MOST_REQUESTS, type Sent } from './host';
import type { Lie } from './lies';
import { FILE, type Recording } from './recordings';

/** POST and PATCH that leave Genesys as they would when sent once, as docs/reliability.md has them. */
const REPEATABLE = [
	/^genesysOpenMedia\.workitem\.(update|upsert)$/,
	/^genesysStatistics\.statistic\.getAll$/,
	/^genesysUserDataManagement\.exportJob\.(cancel|suspend|resume)$/,
	/^genesysUserDataManagement\.certificate\.upload$/,
	/^genesysMessaging\.message\.sendReceipt$/,
	/^genesysCloudConversations\.(\w+\.(disconnect|update|apply|setAttributes|getUsage|search)\w*)$/,
	/^genesysCloudConversations\.directory\.get\w+$/,
	/^genesysCloudConversations\.openMessaging\.sendReceipt$/,
];

/** Asking for a token, and keeping a session with a CometD server, do nothing by being asked for again. */
const PROTOCOL = /\/oauth\/token|\/notifications\//;

/** These leave out rows that nobody asked for, or find none when they are recorded: nothing can be what is left. */
const FILTERING =
	/\.conversation\.search$|^genesysAgentEmail\.interaction\.getAll$|\.(directory|oAuthClient)\.get\w+$|\.exportHistory\.waitForFilesOfMany$/;

/** What only a programmer would say. */
const FOREIGN =
	/Cannot (read|destructure|convert|set|use)|is not (a function|iterable|an object|defined)|\bundefined\b|Maximum call stack|\[object |Invalid (array|string) length|Unexpected (token|end of)|\bNaN\b/;

export const isError = ({ json }: NodeRunResult['items'][number]) =>
	'error' in json && 'details' in json;

/** What is judged. */
export interface Case {
	name: string;
	recording: Recording;
	lie: Lie;
	/** As of `Play`. */
	from: number;
}

/** What is wrong with what came of a case, and with what was asked for on the way. */
export const judge = (
	result: NodeRunResult,
	one: Case,
	secrets: string[],
	{ sent, stolen }: { sent: Sent[]; stolen: Sent[] },
): string[] => [
	...outcomeProblems(result, one),
	...wordProblems(result, one, secrets),
	...requestProblems(sent, one),
	...strangerProblems(stolen, secrets),
];

/** Each item of the input has come out, as what it is or as its error, and nothing else has. */
function outcomeProblems({ error, items }: NodeRunResult, one: Case): string[] {
	const { recording, lie } = one;
	// The truth that is told after all can be an empty list, too.
	const toldInTheEnd = lie.once || lie.outcome === 'success';
	const endsEmpty = toldInTheEnd && recording.exchanges.some(({ body }) => body.includes('[]'));
	const mayBeNothing =
		lie.nothing || endsEmpty || recording.isEmpty || FILTERING.test(recording.operation);
	const problems = error ? [`the node fails: ${error.message}`] : [];
	const paired = new Set<number | undefined>();
	for (const { json, pairedItem } of items) {
		const { item } = (pairedItem ?? {}) as { item?: number };
		paired.add(item);
		if (typeof json !== 'object' || json === null || Array.isArray(json)) {
			problems.push(`an item is ${JSON.stringify(json)}`);
		} else if (Object.values(json).every((value) => value === undefined) && !lie.hasEmptyRow) {
			problems.push('an item is empty');
		}
	}
	const wrong = items.filter((item) => isError(item) === (lie.outcome === 'success'));
	if (lie.outcome && one.from <= 0 && wrong.length > 0)
		problems.push(`${lie.outcome} was to be: ${JSON.stringify(wrong[0].json).slice(0, 300)}`);
	problems.push(...contentProblems(items, lie));
	const lost = recording.items.flatMap((_, index) => (paired.delete(index) ? [] : [index]));
	if (paired.size > 0) problems.push(`pairs with ${String([...paired])}`);
	if (lost.length > 0 && !mayBeNothing) problems.push(`nothing came of item ${lost.join(', ')}`);
	return problems;
}

/** No number is one that was rounded, no file has a path for a name, and nothing came of what belongs to somebody else. */
function contentProblems(items: NodeRunResult['items'], { stranger, whole }: Lie): string[] {
	return items.flatMap((item) => {
		const text = isError(item) ? '' : JSON.stringify(item.json);
		const files = Object.values(item.binary ?? {});
		const names = files.flatMap(({ fileName = '', directory = '' }) => [
			fileName,
			...(directory ? [`${directory}/${fileName}`] : []),
		]);
		const parts = files.filter(({ data }) => whole && data !== FILE.body.toString('base64'));
		return [
			...(text.includes(`:${ROUNDED}`) ? [`gives a number that was rounded`] : []),
			...names.filter((name) => /[\\/]/.test(name)).map((name) => `gives a file named ${name}`),
			...parts.map(() => 'gives a part of a file'),
			...(isNoRow(item.json) ? ['gives a row that is none'] : []),
			...(stranger && text.includes(stranger) ? [`gives what is of somebody else: ${text}`] : []),
		];
	});
}

/** What becomes of null and of a list when they are taken for rows. */
const isNoRow = ({ value, ...others }: IDataObject) =>
	value !== undefined && Object.keys(others).length === 0 && typeof value === 'object';

/** What an error says is for people, and says no secret. */
function wordProblems({ error, items }: NodeRunResult, { lie }: Case, secrets: string[]): string[] {
	const shown = [
		...(error ? [`${error.message} ${error.description ?? ''}`] : []),
		...items.filter(isError).map(({ json }) => JSON.stringify(json)),
	].join('\n');
	return saysWrong(shown, [...secrets, ...(lie.quotes?.(secrets) ?? [])]);
}

/** What words must not say: what only a programmer would, and a part of a secret. */
export function saysWrong(shown: string, secrets: string[]): string[] {
	const foreign = FOREIGN.exec(shown);
	const piece = secrets.flatMap(pieces).find((one) => shown.includes(one));
	return [
		...(foreign ? [`says ${around(shown, foreign.index)}`] : []),
		...(piece ? [`shows a secret: ${around(shown, shown.indexOf(piece))}`] : []),
	];
}

const around = (text: string, at: number) => text.slice(Math.max(0, at - 80), at + 80);

/** Each 8 characters in a row of a plain secret; of one that is escaped, 24, since shorter ones can be one character. */
function pieces(secret: string): string[] {
	const length = /^[\w/+"<&=-]{0,32}$/.test(secret) ? 10 : 24;
	return Array.from({ length: Math.max(1, secret.length - length + 1) }, (_, at) =>
		secret.slice(at, at + length),
	);
}

/** No address has a value in it that is none, and nothing is sent again that may have been done, unless that does no harm. */
function requestProblems(sent: Sent[], { recording, lie }: Case): string[] {
	const strange = sent.filter(({ url }) => lie.stranger && url.includes(lie.stranger));
	return [
		...oddRequests(sent),
		...strange.map(({ method, url }) => `asks for what is of somebody else: ${method} ${url}`),
		...(sent.length > (lie.most ?? MOST_REQUESTS) ? ['asks without end'] : []),
		...(sent.some(({ body }) => body.includes(`:${ROUNDED}`)) ? ['sends a rounded number'] : []),
		...repeated(sent, recording),
		...(recording.items.length > 1 ? [] : hasty(sent)),
	];
}

/** Addresses with a value in them that is none, or with a slash too many after the host. */
export function oddRequests(sent: Sent[]): string[] {
	const odd = sent.filter(({ url }) =>
		/^\/\/|undefined|\/null\b|=null\b|%5Bobject|\bNaN\b/.test(url),
	);
	return odd.map(({ method, url }) => `asks ${method} ${url}`);
}

/** Who is refused for the moment, or breaks off, is asked again after a while (250 ms at least), and once. */
export function hasty(sent: Sent[]): string[] {
	const before = new Map<string, Sent[]>();
	return sent.flatMap((one) => {
		const same = `${one.method} ${one.url} ${one.body}`;
		const earlier = before.get(same) ?? [];
		before.set(same, [...earlier, one]);
		const last = earlier.at(-1);
		if (!last?.answered || ![0, 429, 502, 503, 504].includes(last.answered.status)) return [];
		const waited = one.came - last.answered.at;
		// A busy server notices late that a connection has ended.
		return waited < 150 ? [`asks again after ${waited} ms: ${one.method} ${one.url}`] : [];
	});
}

function repeated(sent: Sent[], { operation, exchanges }: Recording): string[] {
	if (REPEATABLE.some((known) => known.test(operation))) return [];
	const addresses = new Map<string, number>();
	for (const { method, url, mayBeDone } of sent) {
		const address = `${method} ${url.split('?')[0]}`;
		if (!['POST', 'PATCH'].includes(method) || PROTOCOL.test(url)) continue;
		if (mayBeDone) addresses.set(address, (addresses.get(address) ?? 0) + 1);
		else if (addresses.has(address)) addresses.set(address, addresses.get(address)! + 1);
	}
	return [...addresses].flatMap(([address, times]) => {
		const honest = exchanges.filter(({ method, path }) => `${method} ${path}` === address).length;
		return times > Math.max(1, honest) ? [`${address} was sent ${times} times`] : [];
	});
}

/** Another host is given nothing by which one could speak in the name of the user. */
export function strangerProblems(stolen: Sent[], secrets: string[]): string[] {
	const known = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('base64')]);
	return stolen.flatMap(({ url, headers, body }) => {
		const given = [
			'authorization',
			'x-api-key',
			'x-hub-signature',
			'cookie',
			'x-csrf-token',
		].filter((name) => headers[name] !== undefined);
		const all = JSON.stringify([url, headers, body]);
		return [
			...given.map((name) => `gives another host ${name}`),
			...known.filter((secret) => all.includes(secret)).map(() => 'gives another host a secret'),
		];
	});
}
