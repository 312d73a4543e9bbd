import type { Faker } from '@faker-js/faker';
import type { People } from '../core/access';
import { ApiError } from '../core/errors';
import { Refusal } from './errors';
import type {
	EmailObject,
	InteractionStateMessage,
	NewEmail,
	NotifiedState,
	OperationName,
	SentNotification,
	State,
	StoredInteraction,
	WebServicesSettings,
} from './model';
import type { CreateBody, OperationBody, ReplyBody, SendBody, TransferBody } from './schemas';
import { allowedIn, capabilitiesIn, isOpen } from './states';

/** Where customers write to, and from where agents write on their own. */
export const MAILBOX = 'support@example.com';

/** Tells an agent something; answers how many CometD sessions of the agent got it. */
export type Tell = (agent: string, message: InteractionStateMessage) => number;

/** What an operation answers besides `status: ok`. */
export type OperationAnswer = { replyInteractionId?: string };

/** The interactions of all agents, and what is done with them. */
export class Desk {
	private interactions = new Map<string, StoredInteraction>();
	private told: SentNotification[] = [];
	private ids: Faker;
	private readonly timers = new Set<NodeJS.Timeout>();

	constructor(
		private readonly newIds: () => Faker,
		private readonly people: People,
		private readonly settings: () => WebServicesSettings,
		private readonly tell: Tell,
	) {
		this.ids = newIds();
	}

	/** Nothing more happens by itself. */
	stop(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
	}

	reset(): void {
		this.stop();
		this.interactions.clear();
		this.told = [];
		this.ids = this.newIds();
	}

	/** Every interaction, oldest first. */
	list(): StoredInteraction[] {
		return structuredClone([...this.interactions.values()]);
	}

	/** Every notification that was due, oldest first. */
	notifications(): SentNotification[] {
		return structuredClone(this.told);
	}

	/** Those that an agent has. */
	openOf(agent: string): StoredInteraction[] {
		return [...this.interactions.values()].filter(
			(one) => one.agent === agent && isOpen(one.state),
		);
	}

	/** One that the agent has, if it is one. */
	find(agent: string, id: string): StoredInteraction | undefined {
		return this.openOf(agent).find((one) => one.id === id);
	}

	/** An e-mail that nobody is invited to yet. */
	receive(email: Omit<NewEmail, 'agent' | 'attachments'>): StoredInteraction {
		const { from = 'customer@example.com', to = MAILBOX, cc = '', replyTo = from } = email;
		const content = {
			ToAddress: to,
			FromAddress: from,
			CCAddresses: cc,
			Subject: email.subject ?? 'A question',
			Text: email.text ?? 'Can you help me?',
			StructuredText: email.html ?? '',
		};
		return this.add({
			state: 'Queued',
			agent: null,
			interactionSubType: 'InboundNew',
			email: { ...content, ...MIME_TYPES },
			replyToAddress: replyTo,
		});
	}

	/** @throws ApiError 404 when there is no such user */
	mustBeAgent(name: string): void {
		const problem = this.unknownAgent(name);
		if (problem) throw new ApiError(404, problem);
	}

	/** Offers an interaction that waits in a queue to an agent. @throws ApiError 404 or 409 */
	invite(id: string, agent: string): StoredInteraction {
		const interaction = this.interactions.get(id);
		if (!interaction) throw new ApiError(404, `There is no interaction ${id}`);
		this.mustBeAgent(agent);
		if (interaction.state !== 'Queued') {
			throw new ApiError(409, `Interaction ${id} is ${interaction.state}, not in a queue`);
		}
		this.offer(interaction, agent);
		return structuredClone(interaction);
	}

	/** @throws Refusal that says what would be allowed */
	perform(agent: string, id: string, body: OperationBody): OperationAnswer {
		const { operationName } = body;
		const interaction = this.allowed(agent, id, operationName);
		switch (operationName) {
			case 'Accept':
				// What was transferred while it was being written is written on.
				interaction.state = isInbound(interaction) ? 'Accepted' : 'ReplyCreated';
				this.notify(agent, interaction, interaction.state);
				return {};
			case 'Reject':
				this.queue(interaction, 'Rejected');
				return {};
			case 'Reply':
				this.checkQueue(body.queueName);
				this.reply(interaction, agent, body, false);
				return {};
			case 'ReplyAll':
				this.checkQueue(body.queueName);
				return { replyInteractionId: this.reply(interaction, agent, body, true) };
			case 'Send':
				this.checkQueue(body.queueName);
				this.send(interaction, agent, body);
				return {};
			case 'Transfer':
				this.transfer(interaction, body);
				return {};
			case 'PlaceInQueue':
				this.checkQueue(body.queueName);
				this.queue(interaction, 'PlacedInQueue', body.queueName);
				return {};
			case 'Cancel':
			case 'Complete':
				interaction.state = operationName === 'Cancel' ? 'Cancelled' : 'Completed';
				this.notify(agent, interaction, interaction.state);
				return {};
		}
	}

	/** A new e-mail to be written, which comes with its notification. @throws Refusal 400 */
	create(agent: string, { queueName, interactionType, interactionSubType }: CreateBody): void {
		this.checkQueue(queueName);
		if (interactionType !== 'Outbound' || !interactionSubType.startsWith('Outbound')) {
			throw this.refusal(
				400,
				`No interaction of type ${interactionType}, subtype ${interactionSubType} can be created. ` +
					'Possible: type Outbound with a subtype such as OutboundNew',
			);
		}
		const email = draft({ FromAddress: MAILBOX });
		this.addLater(this.newId(), agent, { interactionSubType, email, queueName });
	}

	private reply(original: StoredInteraction, agent: string, body: ReplyBody, all: boolean): string {
		const { ToAddress, CCAddresses, Subject, Text } = original.email;
		const { subjectPrefix = '', replyToStartLine, indentCharacter = '', queueName } = body;
		const quoted = Text.split('\n').map((line) => indentCharacter + line);
		const start = replyToStartLine === undefined ? [] : [replyToStartLine];
		const email = draft({
			ToAddress: original.replyToAddress,
			FromAddress: ToAddress,
			CCAddresses: all ? CCAddresses : '',
			Subject: subjectPrefix + Subject,
			// Documented as the default of ReplyAll only.
			Text: (body.quoteOriginal ?? all) ? [...start, ...quoted].join('\n') : '',
		});
		const id = this.newId();
		const parentId = original.id;
		this.addLater(id, agent, { interactionSubType: 'OutboundReply', email, queueName, parentId });
		return id;
	}

	private send(interaction: StoredInteraction, agent: string, body: SendBody): void {
		const { toAddress, fromAddress, ccAddress = '', bccAddress = '', ...rest } = body.email_object;
		interaction.email = draft({
			ToAddress: toAddress,
			FromAddress: fromAddress,
			CCAddresses: ccAddress,
			Subject: rest.subject,
			Text: rest.text,
		});
		interaction.bccAddresses = bccAddress;
		interaction.queueName = body.queueName ?? interaction.queueName;
		interaction.state = 'Sent';
		this.notify(agent, interaction, 'Sent');
	}

	private transfer(interaction: StoredInteraction, { userUri, queueName }: TransferBody): void {
		if ((userUri === undefined) === (queueName === undefined)) {
			throw this.refusal(400, 'Transfer needs either userUri or queueName');
		}
		if (userUri === undefined) {
			this.checkQueue(queueName);
			this.queue(interaction, 'Transferred', queueName);
			return;
		}
		const target = lastSegment(userUri);
		const problem = this.unknownAgent(target);
		if (problem) throw this.refusal(400, problem);
		this.notify(interaction.agent as string, interaction, 'Transferred');
		this.offer(interaction, target);
	}

	private offer(interaction: StoredInteraction, agent: string): void {
		interaction.agent = agent;
		interaction.state = 'Invited';
		this.notify(agent, interaction, 'Invited');
	}

	/** Out of the hands of its agent. */
	private queue(interaction: StoredInteraction, how: NotifiedState, queueName?: string): void {
		this.notify(interaction.agent as string, interaction, how);
		interaction.state = 'Queued';
		interaction.agent = null;
		interaction.queueName = queueName ?? interaction.queueName;
	}

	private allowed(agent: string, id: string, operationName: OperationName): StoredInteraction {
		const interaction = this.interactions.get(id);
		if (interaction?.agent !== agent) {
			throw this.refusal(404, `There is no interaction ${id} among those of ${agent}`);
		}
		const allowed = allowedIn(interaction.state);
		if (allowed.includes(operationName)) return interaction;
		throw this.refusal(
			409,
			`${operationName} is not allowed in state ${interaction.state} of interaction ${id}. ` +
				`Allowed: ${allowed.join(', ') || 'nothing any more'}`,
		);
	}

	private checkQueue(name: string | undefined): void {
		const { queues } = this.settings();
		if (name === undefined || queues.length === 0 || queues.includes(name)) return;
		throw this.refusal(400, `There is no queue ${name}. Queues: ${queues.join(', ')}`);
	}

	private unknownAgent(name: string): string | undefined {
		const names = this.people.names();
		if (names.includes(name)) return undefined;
		return `There is no user ${name}. Users: ${names.join(', ')}`;
	}

	private refusal(status: number, description: string): Refusal {
		return new Refusal(status, description, this.settings().refusals);
	}

	/** The operation is answered before there is a draft. */
	private addLater(
		id: string,
		agent: string,
		about: Pick<NewInteraction, 'interactionSubType' | 'email' | 'queueName' | 'parentId'>,
	): void {
		this.later(() => {
			const replyToAddress = about.email.FromAddress;
			const draft = this.add({ ...about, id, agent, state: 'ReplyCreated', replyToAddress });
			this.publish(agent, stateMessage(draft, 'ReplyCreated'));
		});
	}

	private add(interaction: NewInteraction): StoredInteraction {
		const { id = this.newId(), queueName = null, ...rest } = interaction;
		const added: StoredInteraction = {
			id,
			bccAddresses: '',
			parentId: null,
			queueName,
			receivedAt: new Date().toISOString(),
			...rest,
		};
		this.interactions.set(id, added);
		return added;
	}

	/** Tells it as it is now, a little later. */
	private notify(agent: string, interaction: StoredInteraction, state: NotifiedState): void {
		const message = stateMessage(interaction, state);
		this.later(() => this.publish(agent, message));
	}

	private publish(agent: string, message: InteractionStateMessage): void {
		this.told.push({ agent, sessions: this.tell(agent, message), message });
	}

	private later(work: () => void): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			work();
		}, this.settings().delayMs);
		this.timers.add(timer);
	}

	private newId(): string {
		return this.ids.string.alphanumeric({ length: 16, casing: 'upper' });
	}
}

type NewInteraction = Omit<
	StoredInteraction,
	'id' | 'bccAddresses' | 'parentId' | 'queueName' | 'receivedAt'
> & { id?: string; queueName?: string; parentId?: string };

const MIME_TYPES = { MimeType: 'text/plain', StructuredTextMimeType: 'text/html' };

function draft(email: Partial<EmailObject>): EmailObject {
	const empty = { ToAddress: '', FromAddress: '', CCAddresses: '', Subject: '', Text: '' };
	return { ...empty, StructuredText: '', ...MIME_TYPES, ...email };
}

function isInbound({ interactionSubType }: StoredInteraction): boolean {
	return interactionSubType.startsWith('Inbound');
}

/** The user name at the end of `…/users/NAME`; a name alone is one as well. */
function lastSegment(uri: string): string {
	const segment = uri.split('/').pop() ?? '';
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

/** What the API shows of an interaction. */
export function viewOf(
	{ id, email, interactionSubType, receivedAt }: StoredInteraction,
	state: State | NotifiedState,
) {
	return {
		id,
		channel: 'email' as const,
		email_object: { ...email },
		interactionType: 'Email' as const,
		interactionSubType,
		receivedAt,
		state,
		capabilities: capabilitiesIn(state),
	};
}

function stateMessage(
	interaction: StoredInteraction,
	state: NotifiedState,
): InteractionStateMessage {
	return { messageTypeName: 'InteractionStateMessage', ...viewOf(interaction, state), state };
}
