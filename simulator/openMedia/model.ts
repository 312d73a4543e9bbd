export type Properties = Record<string, unknown>;

/** An open media interaction (workitem) as the API shows it. */
export interface Workitem {
	id: string;
	openMediaService: string;
	status: 'open' | 'stopped';
	externalId: string | null;
	parentInteractionId: string | null;
	/** ISO 8601: as given, or the time of creation. */
	receivedAt: string;
	userData: Properties;
	/** As given with the stop; null while open. */
	stopReason: StopReason | null;
}

export interface StopReason {
	reasonSystemName?: string;
	reasonDescription?: string;
}

export interface OpenMediaSettings {
	/**
	 * What becomes of a change of a property that is not there, and of an addition of one that is: nothing (`ignore`), a 400
	 * (`refuse`), or the property is set all the same (`set`).
	 */
	mismatchedProperties: 'ignore' | 'refuse' | 'set';
}
