export interface CometdSettings {
	/** How long a connect is held when there is nothing to deliver. */
	timeoutMs: number;
	/** How long a client is told to wait between two connects. */
	intervalMs: number;
	/** How long a session lives without a connect, on top of the interval. */
	maxIntervalMs: number;
}

/** A CometD session as the server knows it. */
export interface CometdSession {
	clientId: string;
	/** Whose it is, where that matters. */
	owner?: string;
	/** Channels it is subscribed to. */
	channels: string[];
	/** Whether a connect of it is held now. */
	held: boolean;
	/** ISO 8601. */
	since: string;
}

export interface Refusal {
	/** How many handshakes; default 1. */
	times?: number;
	/** What the client is advised; default `retry`. */
	reconnect?: 'retry' | 'none';
	/** How long it is advised to wait before it tries again; default 0. */
	intervalMs?: number;
}
