/** What the document leaves to the organization. */
export interface CloudSettings {
	/** More requests of one token are answered with 429; 0: no limit. Genesys Cloud allows 300. */
	requestsPerMinute: number;
	/** How long a minute of that limit is, in milliseconds: shorter ones make tests fast. */
	minuteMs: number;
	/** Permissions that nobody has, `conversation:email:create`. */
	deniedPermissions: string[];
	/** How long to wait before a webhook that was not accepted is sent again. Genesys Cloud waits 5 s. */
	webhookRetryDelayMs: number;
	/** How long a webhook has to answer. Genesys Cloud waits 10 s. */
	webhookTimeoutMs: number;
	/** What becomes of a conversation in a queue: an agent answers it, it alerts one, or it waits. */
	routing: 'answer' | 'alert' | 'wait';
}

export type Media = 'email' | 'message' | 'internalMessage' | 'cobrowse' | 'video' | 'social';

export type State = 'alerting' | 'connected' | 'parked' | 'disconnected';

export type MessengerType = 'sms' | 'open' | 'whatsapp' | 'webmessaging' | 'apple' | 'facebook';

export interface Wrapup {
	code?: string;
	name?: string;
	notes?: string;
	tags?: string[];
	durationSeconds?: number;
	endTime?: string;
	provisional?: boolean;
}

/** The part of a participant in one medium. */
export interface Communication {
	id: string;
	state: State;
	initialState: State;
	direction: 'inbound' | 'outbound';
	provider: string;
	held: boolean;
	startAlertingTime?: string;
	connectedTime?: string;
	disconnectedTime?: string;
	disconnectType?: string;
	parkTime?: string;
	resumeTime?: string;
	wrapup?: Wrapup;
	/** Saved for later, and not yet the outcome. */
	provisionalWrapup?: Wrapup;
}

export type Purpose = 'customer' | 'agent' | 'acd' | 'api' | 'user' | 'workflow';

export interface Participant {
	id: string;
	purpose: Purpose;
	name?: string;
	address?: string;
	userId?: string;
	queueId?: string;
	startTime: string;
	endTime?: string;
	attributes: Record<string, string>;
	wrapupSkipped?: boolean;
	/** Whom this one listens to. */
	monitoredParticipantId?: string;
	communication: Communication;
}

/** Who joins a conversation, and how. */
export type NewParticipant = Pick<Participant, 'purpose'> &
	Partial<
		Pick<
			Participant,
			'name' | 'address' | 'userId' | 'queueId' | 'attributes' | 'monitoredParticipantId'
		>
	> & { state?: State; direction?: Communication['direction'] };

export interface EmailAddress {
	email?: string;
	name?: string;
}

export interface Attachment {
	attachmentId?: string;
	name?: string;
	contentType?: string;
	contentLength?: number;
	contentUri?: string;
	inlineImage?: boolean;
}

/** What is written in an e-mail. */
export interface EmailContent {
	to: EmailAddress[];
	cc?: EmailAddress[];
	bcc?: EmailAddress[];
	from: EmailAddress;
	replyTo?: EmailAddress;
	subject?: string;
	attachments?: Attachment[];
	textBody: string;
	htmlBody?: string;
	historyIncluded?: boolean;
}

/** An e-mail of a conversation. */
export interface StoredEmail extends EmailContent {
	id: string;
	time: string;
	attachments: Attachment[];
	direction: 'inbound' | 'outbound';
	state?: 'Created' | 'Ready' | 'Edited';
	draftType?: 'Reply' | 'ReplyAll' | 'Forward';
}

/** A message of a conversation. */
export interface StoredMessage {
	id: string;
	conversationId: string;
	providerMessageId?: string;
	timestamp: string;
	fromAddress: string;
	toAddress: string;
	direction: 'inbound' | 'outbound';
	messengerType: MessengerType;
	textBody: string;
	status: string;
	media: Array<{ id: string; name: string; url: string; mediaType: string }>;
	content?: object[];
	metadata?: Record<string, string>;
	userId?: string;
	/** Whose communication it went over. */
	communicationId?: string;
	inReplyToMessageId?: string;
}

export interface Transfer {
	id: string;
	state: 'Complete';
	dateIssued: string;
	initiator?: { userId: string };
	destination: { userId?: string; address?: string };
	transferType: 'Attended' | 'Unattended';
}

export interface Conversation {
	id: string;
	media: Media;
	startTime: string;
	endTime?: string;
	subject?: string;
	/** Of whom the e-mails come; `PureCloud Email` for native ones. */
	provider: string;
	messengerType?: MessengerType;
	/** The open messaging integration it came by. */
	integrationId?: string;
	/** Where messages come from and go to, seen from the customer. */
	customerAddress?: string;
	ownAddress?: string;
	routing?: { queueId?: string; languageId?: string; priority?: number; skillIds?: string[] };
	participants: Participant[];
	emails: StoredEmail[];
	draft?: StoredEmail;
	messages: StoredMessage[];
	/** Who typed, and when. */
	typing: Array<{ communicationId?: string; type: string; time: string }>;
	transfers: Transfer[];
	/** What a caller set of the conversation itself. */
	labels?: Labels;
}

/** What a caller can set of a conversation, besides ending it. */
export interface Labels {
	name?: string;
	externalTag?: string;
	maxParticipants?: number;
	recordingState?: string;
	utilizationLabelId?: string;
	inactivityTimeout?: string;
}
