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
