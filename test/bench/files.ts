import axios from 'axios';

import type { SavedCredential } from '../../tools/n8n';
import type { ExportsSettings, FileMetadata, JobInfo } from '../../simulator';
import type { Bench } from './create';

/** What the parts of the exports bench share. */
export interface ExportsBench extends Pick<Bench, 'rest' | 'signal' | 'rounds' | 'log'> {
	exports: BenchExports;
	credential: SavedCredential;
	/** Process of n8n. */
	pid: number;
	/** Where n8n keeps binary data. */
	storage: string;
}

/** The exports of a simulator in another process, by its control API and, for links, its API. */
export class BenchExports {
	private readonly control;

	constructor(private readonly simulator: { url: string; apiKey: string }) {
		this.control = axios.create({ baseURL: `${simulator.url}/_simulator`, proxy: false });
	}

	async set(settings: Partial<ExportsSettings>): Promise<void> {
		await this.control.put('/exports/settings', settings);
	}

	/** Bytes that cannot be compressed, made as they are read. @returns their SHA-256 */
	async addFile(name: string, size: number): Promise<string> {
		await this.control.post('/exports/files', { name, size });
		const { data } = await this.control.get<{ sha256: string }>(`/exports/files/${name}/sha256`);
		return data.sha256;
	}

	/** Jobs that have run once, each with one history record and one file, in place of all that was there. */
	async fill(count: number): Promise<void> {
		await this.control.post('/exports/reset');
		const job = {
			title: 'Bench',
			source: 'UCS',
			type: 'UCS',
			timeFrame: { all: true },
			schedulerParam: { immediately: true },
			jobParams: { type: 'Interactions', media: ['email'] },
			suspended: false,
		};
		for (let made = 0; made < count; made++) await this.control.post('/exports/jobs', job);
		const { runMs } = (await this.control.get<ExportsSettings>('/exports/settings')).data;
		await this.control.post('/exports/advance', { ms: runMs });
	}

	async jobs(): Promise<JobInfo[]> {
		return (await this.control.get<JobInfo[]>('/exports/jobs')).data;
	}

	async history(): Promise<JobInfo[]> {
		return (await this.control.get<JobInfo[]>('/exports/history')).data;
	}

	async files(): Promise<FileMetadata[]> {
		return (await this.control.get<FileMetadata[]>('/exports/files')).data;
	}

	async clearRequests(): Promise<void> {
		await this.control.delete('/requests');
	}

	/** API requests of this method and path since they were cleared. */
	async countRequests(method: string, path: string): Promise<number> {
		const { data } = await this.control.get<unknown[]>('/requests', { params: { method, path } });
		return data.length;
	}

	/** A link that gives the file without key or token. */
	async link(name: string): Promise<string> {
		const { url, apiKey } = this.simulator;
		const { data } = await this.control.post<{ accessToken: string }>('/auth/tokens', {
			userName: 'agent',
		});
		const { headers } = await axios.get(`${url}/udm/v10/files/${name}`, {
			headers: { 'x-api-key': apiKey, authorization: `Bearer ${data.accessToken}` },
			maxRedirects: 0,
			proxy: false,
			validateStatus: (status) => status === 303,
		});
		return String(headers.location);
	}
}
