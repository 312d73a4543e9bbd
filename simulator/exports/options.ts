import type { ExportsSettings } from './model';

/** Default: a run takes 2 s and makes one file of 20,000 bytes for each medium; time is real. */
export type ExportsOptions = Partial<ExportsSettings> & {
	/** Port of the storage on 127.0.0.1; default 0, a free one. */
	storagePort?: number;
};

/** The options with their defaults. */
export interface ExportsConfig {
	storagePort: number;
	settings: ExportsSettings;
}

const DEFAULT_EXPORTS_SETTINGS: ExportsSettings = {
	runMs: 2_000,
	startDelayMs: 0,
	bytesPerFile: 20_000,
	filesPerMedia: 1,
	historyIds: 'own',
	idOffset: 0,
	cronSpeed: 1,
	auto: true,
	linkSeconds: 900,
	leftAs: 'values',
};

/** Fills in what is not given. */
export function exportsConfig(options: ExportsOptions = {}): ExportsConfig {
	const { storagePort = 0, ...settings } = options;
	return { storagePort, settings: { ...DEFAULT_EXPORTS_SETTINGS, ...settings } };
}
