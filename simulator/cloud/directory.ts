import type { RandomSource } from '../core/random';
import type { CloudClient } from './login/options';
import type { CloudUser } from './login/users';
import type { MessengerType } from './model';

export interface Entity {
	id: string;
	name: string;
}

export interface Queue extends Entity {
	/** Where its messages come from. */
	outboundAddress: Record<'sms' | 'open' | 'whatsapp', string>;
	/** Ids of its users; conversations go to the first. */
	members: string[];
}

export interface Integration extends Entity {
	messengerType: MessengerType;
	/** The queue its messages go to. */
	queueId: string;
	/** Where what agents write goes. */
	webhookUrl: string;
	webhookSecret: string;
}

/** What another system does for Genesys Cloud; here it answers what it was given, and that it was found. */
export interface DataAction extends Entity {
	category: string;
	integrationId: string;
	/** What it must be given, text each. */
	required: string[];
}

/** What an organization has before its first conversation; the same ids in every run of a seed. */
export class Directory {
	readonly users: CloudUser[];
	readonly queues: Queue[];
	readonly wrapupCodes: Entity[];
	readonly languages: Entity[];
	readonly skills: Entity[];
	readonly flows: Entity[];
	readonly groups: Entity[];
	readonly divisions: Entity[];
	readonly integrations: Integration[];
	/** Where users and applications sign in. */
	readonly oauthClients: Array<Entity & { grant: CloudClient['grant']; scopes: string[] }>;
	readonly dataActions: DataAction[];

	constructor(random: RandomSource, users: CloudUser[], clients: CloudClient[]) {
		const ids = random('cloud-directory');
		const named = (...names: string[]): Entity[] =>
			names.map((name) => ({ id: ids.string.uuid(), name }));
		const sms = (index: number) => `+1317555${String(100 + index).padStart(4, '0')}`;
		this.users = users;
		this.queues = named('Billing', 'Sales', 'Support').map((entity, index) => ({
			...entity,
			outboundAddress: { sms: sms(index), open: 'demo-open', whatsapp: sms(index + 10) },
			members: users.map(({ id }) => id),
		}));
		this.wrapupCodes = named('Callback Needed', 'Resolved', 'Sale');
		this.languages = named('English', 'French', 'German');
		this.skills = named('Credit Cards', 'Refunds');
		this.flows = named('Inbound Email', 'Inbound Message');
		this.groups = named('Agents', 'Supervisors');
		this.divisions = named('Home');
		this.integrations = named('Demo Open Messaging').map((entity) => ({
			...entity,
			messengerType: 'open',
			queueId: this.queues[2].id,
			webhookUrl: '',
			webhookSecret: '',
		}));
		this.integrations.push(
			...named('Demo SMS').map((entity) => ({
				...entity,
				messengerType: 'sms' as const,
				queueId: this.queues[2].id,
				webhookUrl: '',
				webhookSecret: '',
			})),
		);
		this.oauthClients = clients.map(({ id, grant, scopes }) => ({ id, name: id, grant, scopes }));
		this.dataActions = named('Get Customer', 'Ping').map(({ id, name }) => ({
			id: `custom_-_${id}`,
			name,
			category: 'Demo CRM',
			integrationId: ids.string.uuid(),
			required: name === 'Ping' ? [] : ['customerId'],
		}));
	}

	user(id: string | undefined): CloudUser | undefined {
		return this.users.find((user) => user.id === id);
	}

	queue(id: string | undefined): Queue | undefined {
		return this.queues.find((queue) => queue.id === id);
	}
}
