import type { OpenMediaSettings } from './model';

/** Default: a change does not add, and an addition does not change. */
export type OpenMediaOptions = Partial<OpenMediaSettings> & {
	/** Names of the open media services that exist; default `workitems`. */
	services?: string[];
};

/** The options with their defaults. */
export interface OpenMediaConfig {
	services: string[];
	settings: OpenMediaSettings;
}

/** Fills in what is not given. */
export function openMediaConfig(options: OpenMediaOptions = {}): OpenMediaConfig {
	const { services = ['workitems'], mismatchedProperties = 'ignore' } = options;
	return { services, settings: { mismatchedProperties } };
}
