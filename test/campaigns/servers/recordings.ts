import { createServer, request as forward, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../../simulator';
import { agentEmailCases } from '../../contract/agentEmailCases';
import { cloudSpecs } from '../../contract/cloud/cases';
import { cloudCases, NODE } from '../../contract/cloud/cloudCase';
import { prepareCloud } from '../../contract/cloud/prepare';
import { caseExchanges, placeholder } from '../../contract/helpers/exchanges';
import type { Prepared, WireCase } from '../../contract/wireCase';
import { wireCases } from '../../contract/wireCases';
import { cloudCredential } from '../../harness/genesysCredentials';
import { runNode } from '../../harness/runNode';

/** Stands for the address of the server, which is another one for each run. */
export const HERE = 'http://here.invalid';

/** Where files lie, beside what was recorded. */
export const STORAGE = '/storage/file.zip';

/** What makes the link to a file a key. */
export const SIGNATURE = 'Sg4-9917_qXz7LkV2mRb8d';

const STORED = { location: `${HERE}${STORAGE}?X-Expires=60&X-Signature=${SIGNATURE}` };

/** What lies there. */
export const FILE: Exchange = {
	...{ method: 'GET', path: STORAGE, status: 200 },
	headers: { 'content-type': 'application/zip' },
	body: Buffer.from('a file'),
};

/** What an honest server was asked, and what it answered. */
export interface Exchange {
	method: string;
	/** Without what is behind the question mark. */
	path: string;
	status: number;
	headers: IncomingHttpHeaders;
	/** With `HERE` where the server names itself. */
	body: Buffer;
}

/** A run of an operation that ends well with an honest server. */
export interface Recording {
	/** `node.resource.operation` */
	operation: string;
	node: string;
	/** Which credential it was recorded with: a value of Authentication, `cloud`, or a messaging channel. */
	way: string;
	/** With `HERE` where they name the server. */
	parameters: INodeParameters;
	items: IDataObject[];
	binary?: IBinaryKeyData[];
	exchanges: Exchange[];
	/** Whether no item came out. */
	isEmpty: boolean;
}

/**
 * Runs every operation of every action node once against the simulator, and keeps what was said. Operations take turns with the
 * credentials that they work with.
 */
export async function recordAll(): Promise<Recording[]> {
	const sim = await startSimulator({
		...{ seed: 1, samples: false, statistics: { tickMs: 0 }, webServices: { delayMs: 1 } },
		exports: { bytesPerFile: 2_000, runMs: 20 },
	});
	const recorder = await openRecorder(sim);
	try {
		const rotating = { turn: 0 };
		const recordings = [
			...(await recordWire(recorder, wireCases, rotating)),
			...(await recordWire(recorder, agentEmailCases, rotating)),
			...(await recordCloud(recorder)),
		];
		return recordings.map((one) => ({ ...one, parameters: recorder.anywhere(one.parameters) }));
	} finally {
		recorder.close();
		await sim.close();
	}
}

type Recorder = Awaited<ReturnType<typeof openRecorder>>;

/** A server in front of the simulator, and the simulator as it is seen through it. */
export async function openRecorder(sim: Simulator) {
	/** One list for each time that the requests of the simulator were cleared: a run lasts from then until the next reset. */
	const runs: Exchange[][] = [];
	let running = false;
	let url = '';
	const http = createServer((request, response) => {
		const sent: Buffer[] = [];
		request.on('data', (chunk: Buffer) => sent.push(chunk));
		request.on('end', () => {
			const { method = '', url: path = '', headers } = request;
			const { hostname: host, port } = new URL(sim.url);
			const up = forward({ host, port, method, path, headers }, (answer) => {
				const got: Buffer[] = [];
				answer.on('data', (chunk: Buffer) => got.push(chunk));
				answer.on('end', () => {
					const { statusCode: status = 500 } = answer;
					const plain = recorderOf(answer.headers, Buffer.concat(got));
					// A file is fetched from a storage, which is played as well.
					const kept = { ...plain.headers, ...(plain.headers.location && STORED) };
					const exchange = { method, path: path.split('?')[0], status, ...plain, headers: kept };
					const all = plain.headers.location ? [exchange, FILE] : [exchange];
					if (running) runs.at(-1)?.push(...all);
					const told = JSON.parse(JSON.stringify(plain.headers).replaceAll(HERE, url)) as object;
					response.writeHead(status, told as IncomingHttpHeaders);
					response.end(swap(plain.body, HERE, url));
				});
			});
			up.end(Buffer.concat(sent));
		});
	});
	const recorderOf = (headers: IncomingHttpHeaders, body: Buffer) => {
		const kept = { ...headers };
		delete kept['content-length'];
		delete kept['transfer-encoding'];
		const named = JSON.stringify(kept).replaceAll(sim.url, HERE).replaceAll(url, HERE);
		return {
			headers: JSON.parse(named) as IncomingHttpHeaders,
			body: swap(swap(body, sim.url, HERE), url, HERE),
		};
	};
	await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
	url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	const requests = Object.create(sim.control.requests as object, {
		clear: {
			value: () => {
				sim.control.requests.clear();
				runs.push([]);
				running = true;
			},
		},
		list: { value: () => [] },
	}) as object;
	const reset = async () => {
		running = false;
		await sim.control.reset();
	};
	const control = Object.create(sim.control as object, {
		requests: { value: requests },
		reset: { value: reset },
	}) as object;
	return {
		sim: Object.create(sim as object, {
			url: { value: url },
			control: { value: control },
		}) as Simulator,
		runs,
		anywhere: <T>(value: T) => JSON.parse(JSON.stringify(value).replaceAll(url, HERE)) as T,
		close: () => {
			http.closeAllConnections();
			http.close();
		},
	};
}

/** Another address in a text; what is no text has none. */
export function swap(body: Buffer, from: string, to: string): Buffer {
	return body.includes(from) ? Buffer.from(body.toString('utf8').replaceAll(from, to)) : body;
}

/** The first case of each operation that ends well, with the credentials in turn. */
async function recordWire(
	{ sim, runs }: Recorder,
	casesOf: (prepared: Prepared) => WireCase[],
	rotating: { turn: number },
): Promise<Recording[]> {
	const planned = casesOf(placeholder);
	const indexes = [...new Set(planned.map(({ operation }) => operation))].map((operation) => {
		const own = planned.flatMap((one, index) =>
			one.operation === operation && !one.error && !one.empty && !waitsForNews(one) ? [index] : [],
		);
		const ways = [...new Set(own.map((index) => wayOf(planned[index])))];
		const way = ways[rotating.turn++ % ways.length];
		return own.find((index) => wayOf(planned[index]) === way) ?? own[0];
	});
	const chosen = (prepared: Prepared) => {
		const cases = casesOf(prepared);
		return indexes.map((index) => inHaste(cases[index]));
	};
	const before = runs.length;
	const done = await caseExchanges(sim, chosen);
	return done.map(({ user, error, output, wireCase }, index) => {
		if (error) throw new Error(`${user} does not end well: ${error}`);
		const [node, resource, operation] = user.split('.');
		return {
			operation: user,
			node,
			way: wayOf(wireCase),
			parameters: { resource, operation, ...wireCase.parameters },
			items: wireCase.items ?? [{}],
			binary: wireCase.binary,
			exchanges: runs[before + index],
			isEmpty: output.length === 0,
		};
	});
}

/** A draft that is waited for is told by a session with a CometD server, which cannot be repeated word by word. */
const waitsForNews = ({ operation, parameters }: WireCase) =>
	operation.startsWith('genesysAgentEmail') && parameters.waitForDraft === true;

const wayOf = ({ way, parameters }: WireCase) => way ?? String(parameters.authentication);

/** Nobody wants to wait for an export here. */
function inHaste(wireCase: WireCase): WireCase {
	const { parameters } = wireCase;
	return {
		...wireCase,
		parameters: { ...parameters, ...('waitLimit' in parameters && { waitLimit: 0.02 }) },
	};
}

async function recordCloud({ sim, runs }: Recorder): Promise<Recording[]> {
	const recordings: Recording[] = [];
	for (const one of await cloudCases(cloudSpecs)) {
		const operation = `${NODE}.${one.operation}`;
		if (one.fails || recordings.some((known) => known.operation === operation)) continue;
		const parameters = one.parametersFor(await prepareCloud(sim, one));
		const binary = one.binary ? [one.binary].flat() : undefined;
		const credentials = cloudCredential(sim, one.caller);
		const { error, items } = await runNode({
			...{ node: NODE, parameters, credentials, binary },
			// What maps the fields of the item has one.
			items: [{ case: '4711' }],
		});
		if (error) throw new Error(`${operation} does not end well: ${error.message}`);
		const exchanges = runs.at(-1) ?? [];
		recordings.push({
			operation,
			node: NODE,
			way: 'cloud',
			parameters,
			items: [{}],
			binary,
			exchanges,
			isEmpty: items.length === 0,
		});
	}
	return recordings;
}
