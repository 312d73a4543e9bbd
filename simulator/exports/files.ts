import { ApiError } from '../core/errors';
import type { RandomSource } from '../core/random';
import type { ExportsClock } from './clock';
import { madeContent, randomContent, sha256, type Content } from './content';
import { mediaOf, splitBytes } from './definition';
import type { Run } from './jobInfo';
import type { ExportsSettings, FileMetadata } from './model';
import { zipOfRecords } from './records';

/** A file of your own: not a ZIP archive, but of any size, without the memory for it. */
export interface NewFile {
	/** Default `export_<n>.zip`. */
	name?: string;
	/** Bytes. */
	size: number;
	/** Decides the bytes; default: the name. */
	seed?: string | number;
	/** What the metadata say; a run that is known fills in the rest. */
	historyId?: number;
	jobId?: number;
	jobTitle?: string;
	type?: string;
	source?: string;
	media?: string;
	/** ISO 8601; default now. */
	uploadDate?: string;
}

export interface StoredFile {
	metadata: FileMetadata;
	content: Content;
}

/** More of them in one run would only be a mistake in the split size. */
const MOST_PARTS = 1_000;

export class Files {
	private files = new Map<string, StoredFile>();
	private added = 0;

	constructor(
		private readonly clock: ExportsClock,
		private readonly settings: () => ExportsSettings,
		private readonly random: RandomSource,
	) {}

	reset(): void {
		this.files.clear();
		this.added = 0;
	}

	/** Oldest first. */
	list(): FileMetadata[] {
		return [...this.files.values()].map(({ metadata }) => ({ ...metadata }));
	}

	has(name: string): boolean {
		return this.files.has(name);
	}

	find(name: string): StoredFile | undefined {
		return this.files.get(name);
	}

	delete(name: string): boolean {
		return this.files.delete(name);
	}

	/** @throws ApiError 404 */
	async sha256(name: string): Promise<string> {
		const file = this.files.get(name);
		if (!file) throw new ApiError(404, 'Not found', `No file ${name}`);
		return sha256(file.content);
	}

	/** @throws ApiError 400 when there is a file of this name, or the name cannot be asked for */
	add({ size, seed, ...given }: NewFile, run?: Run): FileMetadata {
		const name = given.name ?? `export_${++this.added}.zip`;
		if (this.files.has(name)) throw new ApiError(400, 'Invalid request', `There is a file ${name}`);
		if (/[,/]/.test(name)) throw new ApiError(400, 'Invalid request', 'A name has no , and no /');
		const metadata: FileMetadata = {
			name,
			jobTitle: run?.definition.title ?? 'Added file',
			type: run?.definition.jobParams.type ?? 'Interactions',
			source: run?.definition.source ?? 'UCS',
			historyId: 0,
			jobId: run?.jobId ?? 0,
			media: 'email',
			uploadDate: new Date(this.clock.now()).toISOString(),
			...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
			size,
		};
		this.files.set(name, { metadata, content: randomContent(size, String(seed ?? name)) });
		if (run) attach(run, metadata);
		return { ...metadata };
	}

	/** The files of a run, one after the other for each medium; parts when the split size is smaller. */
	addOfRun(run: Run): void {
		const { bytesPerFile, filesPerMedia } = this.settings();
		const { source, fileSplitSize, title, jobParams } = run.definition;
		const { type } = jobParams;
		const split = splitBytes(jobParams.fileSplitSize || fileSplitSize) ?? bytesPerFile;
		const bytes = Math.min(split, bytesPerFile);
		const parts = Math.min(MOST_PARTS, Math.ceil((bytesPerFile * filesPerMedia) / bytes));
		for (const media of mediaOf(run.definition)) {
			for (let part = 1; part <= parts; part++) {
				const name = `${source}_${type}_${media}_${run.id}_${part}.zip`;
				const { definition, jobId } = run;
				const file = { name, media, definition, bytes };
				const content = madeContent(() => zipOfRecords(this.random, file));
				const metadata = {
					...{ name, jobTitle: title, type, source, size: content.size },
					...{ uploadDate: new Date(run.endAt).toISOString(), historyId: run.id, jobId, media },
				};
				this.files.set(name, { metadata, content });
				attach(run, metadata);
			}
		}
	}
}

function attach(run: Run, { name, size }: FileMetadata): void {
	run.files.push(name);
	run.fileSize += size;
}
