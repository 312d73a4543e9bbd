import type { Faker } from '@faker-js/faker';

/** Actions of Stat Server that an agent is in. */
export const AGENT_STATES = [
	'WaitForNextCall',
	'CallRinging',
	'CallInbound',
	'AfterCallWork',
	'NotReadyForNextCall',
] as const;
export type AgentState = (typeof AGENT_STATES)[number];

export interface Agent {
	objectType: 'Agent';
	id: string;
	state: AgentState;
	/** Seconds in this state. */
	inState: number;
	/** Seconds in each state since the start. */
	secondsIn: Record<AgentState, number>;
	handled: number;
}

export interface Queue {
	objectType: 'Queue';
	id: string;
	/** Seconds that each waiting call has waited, the longest first. */
	waiting: number[];
	answered: number;
	answeredInTime: number;
	abandoned: number;
	/** Seconds that answered calls had waited, all together. */
	waited: number;
}

export type StatObject = Agent | Queue;

/** Answered within this many seconds is in time. */
const SERVICE_LEVEL_SECONDS = 20;

/** Per state: the chance to leave it within a second, and where to (a state named twice is twice as likely). */
const MOVES: Record<AgentState, [chance: number, next: AgentState[]]> = {
	WaitForNextCall: [0.08, ['CallRinging', 'CallRinging', 'CallRinging', 'NotReadyForNextCall']],
	CallRinging: [0.4, ['CallInbound', 'CallInbound', 'CallInbound', 'WaitForNextCall']],
	CallInbound: [0.03, ['AfterCallWork']],
	AfterCallWork: [0.1, ['WaitForNextCall', 'WaitForNextCall', 'NotReadyForNextCall']],
	NotReadyForNextCall: [0.02, ['WaitForNextCall']],
};

/** Agents and queues that move on by a second with every tick. */
export class ContactCenterModel {
	/** When the values were made, in epoch milliseconds. */
	time = Date.now();
	private readonly objects = new Map<string, StatObject>();

	constructor(
		agents: string[],
		queues: string[],
		private readonly random: Faker,
	) {
		for (const id of agents) this.add(this.newAgent(id));
		for (const id of queues) this.add(this.newQueue(id));
	}

	find(objectType: string, id: string): StatObject | undefined {
		return this.objects.get(`${objectType}/${id}`);
	}

	list(): StatObject[] {
		return [...this.objects.values()];
	}

	/** A second passes. */
	tick(): void {
		this.time = Date.now();
		for (const object of this.objects.values()) {
			if (object.objectType === 'Agent') this.moveAgent(object);
			else this.moveQueue(object);
		}
	}

	private add(object: StatObject): void {
		this.objects.set(`${object.objectType}/${object.id}`, object);
	}

	private newAgent(id: string): Agent {
		const handled = this.random.number.int({ max: 30 });
		return {
			objectType: 'Agent',
			id,
			state: this.random.helpers.arrayElement(AGENT_STATES),
			inState: this.random.number.int({ max: 120 }),
			secondsIn: {
				WaitForNextCall: this.random.number.int({ max: 600 }),
				CallRinging: handled * 4,
				CallInbound: handled * this.random.number.int({ min: 90, max: 300 }),
				AfterCallWork: handled * 15,
				NotReadyForNextCall: this.random.number.int({ max: 900 }),
			},
			handled,
		};
	}

	private newQueue(id: string): Queue {
		const waiting = Array.from({ length: this.random.number.int({ max: 8 }) }, () =>
			this.random.number.int({ min: 1, max: 60 }),
		);
		return {
			objectType: 'Queue',
			id,
			waiting: waiting.sort((a, b) => b - a),
			answered: 0,
			answeredInTime: 0,
			abandoned: 0,
			waited: 0,
		};
	}

	private moveAgent(agent: Agent): void {
		agent.inState++;
		agent.secondsIn[agent.state]++;
		const [chance, next] = MOVES[agent.state];
		if (this.random.number.float() >= chance) return;
		if (agent.state === 'CallInbound') agent.handled++;
		agent.state = this.random.helpers.arrayElement(next);
		agent.inState = 0;
	}

	/** A random walk: calls come, the longest waiting one is answered or gives up. */
	private moveQueue(queue: Queue): void {
		queue.waiting = queue.waiting.map((seconds) => seconds + 1);
		// The more calls wait, the less likely it is that another one comes.
		const grows = this.random.number.float() < 0.6 - queue.waiting.length / 40;
		if (grows) queue.waiting.push(0);
		if (this.random.number.float() >= 0.4) return;
		const seconds = queue.waiting.shift();
		if (seconds === undefined) return;
		if (seconds > 30 && this.random.number.float() < 0.3) {
			queue.abandoned++;
			return;
		}
		queue.answered++;
		queue.waited += seconds;
		if (seconds <= SERVICE_LEVEL_SECONDS) queue.answeredInTime++;
	}
}
