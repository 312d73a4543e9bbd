import { pass } from '../../unit/cometd/fakeSession';
import { ModelServer, type Bayeux, type BayeuxSettings } from './bayeux';
import { Genesys } from './genesys';
import { Running, STATISTICS, type Saved, type TriggerSettings } from './host';
import { expected, hurried, inWords, most, type Expected, type Told } from './promises';

/** How a world begins. */
export interface Setup extends TriggerSettings {
	acknowledges: boolean;
	numbered: boolean;
	/** Against the reference server in place of the model. */
	reference: boolean;
}

/** What was seen in all worlds. */
export const count = {
	runs: 0,
	onReference: 0,
	commands: 0,
	faults: 0,
	sessionsLost: 0,
	kills: 0,
	closings: 0,
	gaveUp: 0,
	messages: 0,
	items: 0,
	hours: 0,
};

const MINUTE = 60_000;
/** The longest for which a poll may be believed in: what a server may hold it, and the network. */
const LONGEST_POLL = 616_000;
/** The longest that a trigger may wait between two requests, with a slice of sleep. */
const LONGEST_WAIT = 301_000;
const LONGEST_CLOSING = 15_000;
/** In this time an honest server has each trigger back that did not give up. */
const RECOVERY = 20 * MINUTE;

/** A Genesys, and the trigger that listens to it. A promise that is not kept throws. */
export class World {
	readonly server: BayeuxSettings;
	readonly genesys: Genesys;
	running?: Running;
	private serial = 0;
	/** What n8n has saved of the trigger, and what it should be. */
	private readonly saved: Saved = { data: '{}' };
	private told: Told = new Map();
	/** Whether a run that was killed has left a session that n8n knows of. */
	private owesGoodbye = false;
	/** Subscriptions of which nobody knew when n8n was killed: they stay until they expire. */
	private left = 0;

	constructor(
		readonly setup: Setup,
		makeReference: (settings: BayeuxSettings) => Bayeux,
	) {
		this.server = {
			...{ acknowledges: setup.acknowledges, numbered: setup.numbered },
			...{
				hold: 30_000,
				interval: 0,
				advice: {},
				reorders: false,
				hasReordered: false,
				repeats: 0,
			},
		};
		const make = setup.reference
			? makeReference
			: (settings: BayeuxSettings) => new ModelServer(settings);
		this.genesys = new Genesys(make(this.server));
		for (const statisticId of STATISTICS) this.genesys.update(statisticId, this.next());
	}

	/** A number that was not used before. */
	next(): number {
		return ++this.serial;
	}

	/** New values of these statistics, or changes of these interactions, told together. */
	async publish(which: number[]): Promise<void> {
		count.messages += which.length;
		const { genesys } = this;
		for (const one of which) {
			if (this.setup.kind === 'agentEmail') {
				const states = ['Invited', 'Accepted', 'ReplyCreated', 'Sent'];
				genesys.change(`i${one % 3}`, states[one % 4], this.next());
			} else {
				genesys.update(STATISTICS[one % STATISTICS.length], this.next());
				genesys.tell([...genesys.values.values()].slice(0, 1 + (one % 2)));
			}
		}
		await this.pass(0);
	}

	async open(): Promise<void> {
		this.genesys.hasDenied = this.genesys.wasElsewhere = false;
		this.running = new Running(this.setup, this.genesys, this.saved);
		await this.pass(0);
	}

	/** Closes it in the middle of whatever it does. */
	async close(): Promise<void> {
		const { running } = this;
		if (!running) return;
		count.closings++;
		let isClosed = false;
		const closing = running.close().then(() => (isClosed = true));
		for (let waited = 0; !isClosed && waited < 40_000; waited += 200) {
			await pass(200);
		}
		check(isClosed, 'it can be closed');
		await closing;
		const { at, emitted } = running.closing ?? { at: 0, emitted: 0 };
		check(Date.now() - at <= LONGEST_CLOSING, `closing takes ${Date.now() - at} ms`);
		await pass(400);
		const { length } = running.sent;
		await pass(MINUTE);
		check(running.sent.length === length, 'nothing is sent after it was closed');
		check(running.emitted.length === emitted, 'nothing is passed on after the end');
		this.keepsPromises();
		this.ends(running);
	}

	async kill(): Promise<void> {
		if (!this.running) return;
		// Its timers would die with those of the trigger.
		if (this.setup.reference) return await this.close();
		count.kills++;
		const { running, genesys, saved } = this;
		const { bayeux, subscriptions } = genesys;
		running.kill();
		this.left += [...subscriptions].filter((id) => !saved.data.includes(id)).length;
		this.ends(running);
		this.owesGoodbye = bayeux.sessions().some((id) => running.savedSessions.includes(id));
		if (bayeux instanceof ModelServer) bayeux.endPolls();
		await pass(0);
	}

	private ends(running: Running): void {
		count.items += running.emitted.length;
		this.told = this.expectedOf(running).saved;
		this.owesGoodbye = false;
		this.running = undefined;
	}

	private expectedOf({ settings, heard, closing, activated }: Running): Expected {
		return expected(settings, heard.slice(0, closing?.heard), { saved: this.told, activated });
	}

	async pass(time: number): Promise<void> {
		count.hours += time / 3_600_000;
		await pass(time);
		this.keepsPromises();
	}

	/** What holds at any time. */
	keepsPromises(): void {
		const { running } = this;
		if (!running) return;
		const { sent, heard, emitted } = running;
		const told = emitted.map(({ item }) => inWords(item));
		same(told, this.expectedOf(running).items);
		// Without a CSRF token, it cannot be.
		const first = sent.find(
			({ kind, endedAt, hasFailed }) => kind !== 'token' || !endedAt || hasFailed,
		);
		const isPolite = !this.owesGoodbye || !first || ['disconnect', 'token'].includes(first.kind);
		check(isPolite, 'the session of before is ended first');
		const told10 = 40 + heard.length * 2;
		const at = (kinds?: string[]) =>
			sent.filter(({ kind }) => !kinds || kinds.includes(kind)).map((one) => one.at);
		check(most(at(['handshake']), MINUTE) <= 20, 'sessions are opened more than 20 times a minute');
		check(most(at(), 10_000) <= told10, 'it hurries');
		check(hurried(sent).length === 0, `Retry-After is heeded: ${JSON.stringify(hurried(sent))}`);
		const failures = running.errors.length + (running.refused ? 1 : 0);
		check(failures <= 1, `${failures} errors are reported`);
		if (running.gaveUp) this.hasReason();
		else if (!running.closing) this.isAwake();
	}

	/** Makes everything well, and sees that the trigger is back and tells the truth, or has given up. Then closes it. */
	async settle(): Promise<void> {
		const { genesys, server } = this;
		genesys.faults.length = 0;
		genesys.habit = undefined;
		genesys.away.until = 0;
		Object.assign(server, { hold: 30_000, interval: 0, advice: {}, reorders: false });
		genesys.canRenew = true;
		if (!genesys.isAvailable) genesys.setService(true);
		if (!this.running) await this.open();
		const running = this.running as Running;
		for (let waited = 0; !running.gaveUp && !this.isWell(); waited += 5_000) {
			check(waited <= RECOVERY, `a hang: ${JSON.stringify(running.sent.at(-1))}`);
			await this.pass(5_000);
		}
		if (!running.gaveUp) {
			this.knowsTheTruth();
			await this.publishHeard();
		}
		// A poll of before can be the last that was let through.
		if (running.gaveUp) count.gaveUp++;
		else this.knowsTheTruth(true);
		await this.close();
		check(jest.getTimerCount() - this.timers() === 0, 'a timer is left');
		check(
			genesys.subscriptions.size <= this.left + genesys.notRemoved,
			`${genesys.subscriptions.size} subscriptions are left`,
		);
		check(
			genesys.bayeux.sessions().length === 0,
			`a session is left: ${JSON.stringify([running.sent.slice(-9), running.errors.map(String), String(running.refused)])}`,
		);
		count.faults += genesys.faultsTold;
		genesys.bayeux.close();
	}

	/** Tells everything. A poll from bad times may be lost still, with what it would have told: then once more. */
	private async publishHeard(): Promise<void> {
		const lost = () => {
			const { sent } = this.running as Running;
			return sent.filter(({ kind, hasFailed }) => kind === 'connect' && hasFailed).length;
		};
		let before: number;
		do {
			before = lost();
			await this.publish([0, 1, 2, 3]);
			await this.pass(5_000);
		} while (lost() > before);
	}

	private timers(): number {
		const { bayeux } = this.genesys;
		return bayeux instanceof ModelServer ? bayeux.pending() : jest.getTimerCount();
	}

	/** Whether it polls a server that will tell it, and listens to a subscription that is there. */
	private isWell(): boolean {
		const running = this.running as Running;
		const poll = running.sent.filter(({ kind }) => kind === 'connect').at(-1);
		const isHeld = poll && poll.endedAt === undefined && !poll.isProbe && !poll.isSilent;
		if (!isHeld || this.genesys.bayeux.held() === 0) return false;
		if (this.setup.kind === 'agentEmail') return true;
		const { subscription = '' } = this.expectedOf(running);
		return this.genesys.subscriptions.has(subscription);
	}

	/** @param isFresh whether the server has just told everything */
	private knowsTheTruth(isFresh = false): void {
		const running = this.running as Running;
		const { sent } = running;
		const { known } = this.expectedOf(running);
		const { genesys } = this;
		// In another order, the last word is not the latest.
		if (this.server.hasReordered && !isFresh) return;
		if (this.setup.kind === 'statistics') {
			if (!isFresh && !this.setup.catchUp) return;
			for (const [id, { value }] of genesys.values)
				check(known.get(id) === value.n, `${id} is ${value.n}, not ${String(known.get(id))}`);
			return;
		}
		// Without the list, what came before is not known.
		const lists = sent.filter(({ kind }) => kind === 'list');
		if (lists.some(({ hasFailed, hasLied }) => hasFailed || hasLied)) return;
		for (const [id, state] of genesys.interactions)
			check(known.get(id) === state, `${id} is ${state}, not ${String(known.get(id))}`);
	}

	private isAwake(): void {
		const { sent, begunAt } = this.running as Running;
		const waiting = sent.filter(({ endedAt }) => endedAt === undefined);
		const oldest = Math.min(...waiting.map(({ at }) => at));
		check(
			Date.now() - oldest <= LONGEST_POLL || waiting.length === 0,
			'it waits for an answer for good',
		);
		const last = Math.max(begunAt, ...sent.map(({ endedAt = Date.now() }) => endedAt));
		check(Date.now() - last <= LONGEST_WAIT, `it sleeps for ${Date.now() - last} ms`);
	}

	/** It gives up for what is final, or after minutes. */
	private hasReason(): void {
		const { sent, begunAt, refused, errors } = this.running as Running;
		if (this.genesys.hasDenied) return;
		// Of a first session: the endpoint is an option.
		const isFirst = !sent.some(({ kind }) => kind === 'connect');
		if (this.genesys.wasElsewhere && isFirst && this.setup.kind === 'agentEmail') return;
		const asked = Math.max(0, ...sent.map((one) => one.asked ?? 0));
		const failed = sent.filter(({ kind, hasFailed }) => kind === 'open' && hasFailed).length;
		const least = failed >= 8 ? 100_000 : 240_000;
		const lasted = Math.max(...sent.map(({ at }) => at)) - begunAt;
		const error = refused ?? errors[0];
		check(
			asked + lasted >= least,
			`it gives up after ${lasted} ms: ${error.message} ${String((error as { description?: string }).description)}`,
		);
	}
}

function check(condition: boolean, what: string): void {
	if (!condition) throw new Error(`Not kept: ${what}`);
}

/** That the items are those that were told: each once, in order. */
function same(told: string[], items: string[]): void {
	const at = items.findIndex((item, index) => told[index] !== item);
	if (told.length === items.length && at < 0) return;
	const from = Math.max(0, at - 3);
	const [is, was] = [told, items].map((list) => list.slice(from, from + 8).join(', '));
	throw new Error(
		`Not kept: passed on ${told.length} [… ${is} …], told ${items.length} [… ${was} …]`,
	);
}
