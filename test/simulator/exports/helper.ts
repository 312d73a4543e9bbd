import axios, { type AxiosInstance } from 'axios';
import type {
	ExportsControl,
	JobDefinition,
	Simulator,
	SimulatorOptions,
} from '../../../simulator';
import { operationsOf } from '../../contract/helpers/operations';
import { start } from '../helper';

export interface Exports {
	sim: Simulator;
	/** With key and token; redirects are answers. */
	client: AxiosInstance;
	/** With the key alone. */
	keyOnly: AxiosInstance;
	/** Without any header, for links and the control API. */
	plain: AxiosInstance;
	control: ExportsControl;
}

/** A simulator whose exports wait for `advance`, and its clients. */
export async function startExports(options: SimulatorOptions['exports'] = {}): Promise<Exports> {
	const sim = await start({ exports: { auto: false, ...options } });
	const make = (baseURL: string, headers: Record<string, string> = {}) =>
		axios.create({
			baseURL,
			headers,
			proxy: false,
			maxRedirects: 0,
			validateStatus: () => true,
		});
	const { accessToken } = sim.control.auth.issueToken('agent');
	return {
		sim,
		client: make(sim.url, { 'x-api-key': sim.apiKey, authorization: `Bearer ${accessToken}` }),
		keyOnly: make(sim.url, { 'x-api-key': sim.apiKey }),
		plain: make(''),
		control: sim.control.exports,
	};
}

/** A v10 job that runs at once; what is given replaces whole members. */
export function job(given: Partial<JobDefinition> = {}): JobDefinition {
	return {
		source: 'UCS',
		title: 'Nightly',
		type: 'UCS',
		timeFrame: { all: true },
		schedulerParam: { immediately: true },
		jobParams: { type: 'Interactions', media: ['email'] },
		suspended: false,
		...given,
	};
}

/** The same for v4: no type, `suspended` is text. */
export function jobV4(given: Partial<JobDefinition> = {}): JobDefinition {
	const definition = job({ suspended: 'false', ...given });
	delete definition.type;
	return definition;
}

/** Method and path of every operation of the documents, with values for the parameters. */
export const ROWS = operationsOf('udm10', 'udm4', 'udm3', 'cdds').map(
	({ method, path }): [string, string] => [
		String(method),
		String(path)
			.replace('{id}', '1')
			.replace(/\{.*file.*\}/, 'a.zip'),
	],
);
