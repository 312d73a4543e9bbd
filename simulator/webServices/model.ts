/** What an agent does with an interaction; `Create` makes one and is posted to all of them. */
export const OPERATION_NAMES = [
	'Accept',
	'Reject',
	'Reply',
	'ReplyAll',
	'Cancel',
	'Send',
	'Transfer',
	'Complete',
	'PlaceInQueue',
] as const;

export type OperationName = (typeof OPERATION_NAMES)[number];

/** The states in which an agent has an interaction. */
export type OpenState = 'Invited' | 'Accepted' | 'ReplyCreated';

export type State = OpenState | 'Queued' | 'Sent' | 'Cancelled' | 'Completed';

/** What a notification says happened. */
export type NotifiedState =
	OpenState | 'Rejected' | 'Transferred' | 'PlacedInQueue' | 'Sent' | 'Cancelled' | 'Completed';

/** An e-mail as notifications show it: names begin with a capital there. */
export interface EmailObject {
	/** One or more addresses, separated by commas; so are those of `CCAddresses`. */
	ToAddress: string;
	FromAddress: string;
	CCAddresses: string;
	Subject: string;
	Text: string;
	StructuredText: string;
	MimeType: string;
	StructuredTextMimeType: string;
}

/** An interaction with what only a test can see. */
export interface StoredInteraction {
	id: string;
	state: State;
	/** User name of the agent who has it, or had it last; null while it waits in a queue. */
	agent: string | null;
	/** `InboundNew`, `OutboundReply`, or as it was created. */
	interactionSubType: string;
	email: EmailObject;
	/** Where a reply goes to. */
	replyToAddress: string;
	/** Of a sent one. */
	bccAddresses: string;
	/** The interaction that it is a reply to. */
	parentId: string | null;
	/** The queue named last. */
	queueName: string | null;
	/** ISO 8601. */
	receivedAt: string;
}

/** The message that the agent of an interaction gets over CometD. */
export interface InteractionStateMessage {
	messageTypeName: 'InteractionStateMessage';
	id: string;
	channel: 'email';
	email_object: EmailObject;
	interactionType: 'Email';
	interactionSubType: string;
	receivedAt: string;
	state: NotifiedState;
	capabilities: string[];
}

/** A notification, and what became of it. */
export interface SentNotification {
	agent: string;
	/** How many CometD sessions of the agent got it; 0: nobody listened, it is lost. */
	sessions: number;
	message: InteractionStateMessage;
}

/** An attachment as the API shows it. */
export interface Attachment {
	documentId: string;
	filename: string;
	mimeType: string;
	/** Bytes. */
	length: number;
}

/** The same with what only a test can see. */
export interface StoredAttachment extends Attachment {
	interactionId: string;
	/** Of the content, hex. */
	sha256: string;
}

/** An e-mail that arrives for an agent. */
export interface NewEmail {
	/** User name of the agent who is invited; default: the first user. */
	agent?: string;
	/** Default `customer@example.com`. */
	from?: string;
	/** Default `support@example.com`. */
	to?: string;
	cc?: string;
	/** Default: `from`. */
	replyTo?: string;
	subject?: string;
	text?: string;
	/** The formatted text. */
	html?: string;
	attachments?: NewAttachment[];
}

export interface NewAttachment {
	filename: string;
	/** Default `application/octet-stream`. */
	mimeType?: string;
	/** The content; without it `size` bytes are made up. */
	contentBase64?: string;
	size?: number;
}

export interface WebServicesSettings {
	/** The CometD channel of the notifications. */
	channel: string;
	/** Milliseconds from an operation to its notification, and to the draft that it creates. */
	delayMs: number;
	/** Whether changes need the CSRF token that a GET answers. */
	csrf: boolean;
	/** Whether CometD needs it as well, when `csrf` is on. */
	csrfOnNotifications: boolean;
	/** Whether `x-api-key` must come with every request; one that comes must be right anyhow. */
	requireApiKey: boolean;
	/** How a refused operation is answered: with 200, or with a 4xx, and `{status: 'error'}` either way. */
	refusals: 'ok' | 'httpStatus';
	/** The queues that exist; empty: whatever is named. */
	queues: string[];
}
