import type { SimulatorContext } from '../core/api';
import { LONGEST_TIMER } from '../core/timers';
import { ExportsClock } from './clock';
import { Files, type NewFile } from './files';
import type { Run } from './jobInfo';
import { Jobs } from './jobs';
import { Links } from './links';
import type { ExportsSettings, FileMetadata } from './model';
import { Storage } from './storage';

/** As data/cipher shows it. */
export interface Certificate {
	/** Contact center. */
	ccid: string;
	name: string;
	/** Bytes. */
	size: number;
	/** ISO 8601. */
	lastModified: string;
}

/** What all versions share: jobs, files, certificate, storage, and the time they live in. */
export class ExportsService {
	readonly jobs: Jobs;
	readonly files: Files;
	readonly storage: Storage;
	certificate: Certificate | undefined;
	private readonly clock = new ExportsClock();
	private readonly links: Links;
	private redirect: string | null = null;
	private timer: NodeJS.Timeout | undefined;
	private stopped = false;

	constructor(
		context: SimulatorContext,
		private current: ExportsSettings,
	) {
		const settings = () => this.current;
		this.files = new Files(this.clock, settings, context.random);
		this.jobs = new Jobs(this.clock, settings, (run) => this.files.addOfRun(run));
		this.links = new Links(
			this.clock,
			() => this.storage.url(),
			() => this.current.linkSeconds,
		);
		this.storage = new Storage(this.files, this.links);
		this.clock.setAuto(current.auto);
	}

	/** Jobs, history, files, certificate, storage and time as at the start; settings stay. */
	reset(): void {
		this.jobs.reset();
		this.files.reset();
		this.storage.reset();
		this.certificate = undefined;
		this.redirect = null;
		this.clock.reset();
		this.catchUp();
	}

	settings(): ExportsSettings {
		return { ...this.current };
	}

	/** Takes effect on runs and links made from now on. */
	set(settings: Partial<ExportsSettings>): ExportsSettings {
		this.catchUp();
		this.current = { ...this.current, ...settings };
		this.clock.setAuto(this.current.auto);
		this.catchUp();
		return this.settings();
	}

	/** Milliseconds since 1970. */
	now(): number {
		return this.clock.now();
	}

	/**
	 * Lets that many milliseconds pass; all that falls into them happens before it returns.
	 * @returns the time then, in milliseconds since 1970
	 */
	advance(ms: number): number {
		this.catchUp();
		this.clock.moveTo(this.clock.now() + ms);
		this.catchUp();
		return this.clock.now();
	}

	/** Does what is due, and waits for the next event when time passes by itself. */
	catchUp(): void {
		const now = this.clock.now();
		let next = this.jobs.nextEvent();
		while (next !== undefined && next <= now) {
			this.jobs.catchUp(next);
			next = this.jobs.nextEvent();
		}
		clearTimeout(this.timer);
		if (next === undefined || !this.current.auto || this.stopped) return;
		this.timer = setTimeout(() => this.catchUp(), Math.min(LONGEST_TIMER, next - now));
	}

	/** Where a download is sent to: a link of our own, unless a test wants another one. */
	location(name: string): string {
		return this.redirect ?? this.links.make(name);
	}

	/** Hands out this string instead of every pre-signed link, whatever it is; null = right links again. */
	setRedirect(url: string | null): void {
		this.redirect = url;
	}

	/** Bytes that cannot be compressed, made as they are read. @throws ApiError 400 */
	addFile(file: NewFile): FileMetadata {
		const { historyId } = file;
		const run: Run | undefined = this.jobs.history().find(({ id }) => id === historyId);
		return this.files.add(file, run);
	}

	/** Stops time and storage. */
	async stop(): Promise<void> {
		this.stopped = true;
		clearTimeout(this.timer);
		await this.storage.close();
	}
}
