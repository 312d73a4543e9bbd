export type MailStatus = 'unread' | 'read';

/** A secure mail as it is kept. */
export interface SecureMail {
	id: string;
	/** Address of the consumer whose mail it is. */
	address: string;
	/** Null outside any securebox. */
	securebox: string | null;
	/** `inbound`: the consumer wrote it; `outbound`: an agent wrote it. */
	direction: 'inbound' | 'outbound';
	status: MailStatus;
	/** ISO 8601. */
	receivedAt: string;
	/** Removed with `remove=delete`: in no list, but kept. */
	deleted: boolean;
	/** The inbound interaction is no longer routed. */
	finished: boolean;
	/** The posted `data` object. */
	data: Record<string, unknown>;
}

/** What the document leaves to the installation. */
export interface SecureEmailSettings {
	/** Lists and counts of an address that nobody has: nothing, or the documented 404. */
	unknownAddress: 'empty' | 'notFound';
}

/** What the control API may decide about a mail that nobody sends. */
export interface NewMail {
	address: string;
	securebox?: string;
	direction?: SecureMail['direction'];
	status?: MailStatus;
	receivedAt?: string;
	data?: Record<string, unknown>;
}

/** Reports a mail, as the Interactions webhook does. */
export type Notify = (
	event: 'STARTED' | 'FINISHED',
	entity: { id: string; mediaType: 'email'; interactionSubtype: 'InboundNew'; selfUri: string },
) => void;
