import type { withLiar } from '../../harness/liar';
import { openClock, MINUTE, type Clock } from './clock';
import { Account, type Export, type Lie, type Style } from './genesys';
import { N8n, titlesOf, type Execution, type Saving, type Setting } from './n8n';
import { Promised } from './promise';

/** How a run begins. */
export interface Start {
	style: Style;
	/** Exports that are there. */
	size: number;
	saving: Saving;
	events: string[];
}

/** Where a process dies after a poll: before it saves, with only one of both done, and before or after the execution. */
export type Death = 'unsaved' | 'unstored' | 'onlyStored' | 'started' | 'recorded';

/** What else happens in a poll. */
export interface Around {
	lie?: Lie;
	/** What happens to the history between two pages. */
	meanwhile?: () => void;
	death?: Death;
	/** The execution is not done at once. */
	later?: boolean;
}

/** No poll may take longer, in milliseconds; a loaded machine is far from that. */
const LONGEST = 60_000;

/** Of all runs. */
export const counts = {
	runs: 0,
	commands: 0,
	polls: 0,
	refused: 0,
	exports: 0,
	executions: 0,
	kills: 0,
	once: 0,
	excused: 0,
	old: 0,
	missed: 0,
	doubled: 0,
	oldStarted: 0,
};

/** Two accounts of Genesys, an n8n that looks at one of them, and what it owes. */
export class World {
	readonly accounts: Record<string, Account>;
	readonly n8n: N8n;
	readonly promised: Promised;
	readonly clock: Clock = openClock();
	failed: Execution[] = [];
	/** The next poll is that of an activation, after which n8n saves. */
	private isStarting = true;

	constructor(
		readonly start: Start,
		private readonly liar: ReturnType<typeof withLiar>,
	) {
		this.accounts = {
			a: new Account('a', { ...start.style }),
			b: new Account('b', { ...start.style }),
		};
		this.accounts.a.addOld(start.size);
		this.accounts.b.addOld(Math.min(start.size, 12));
		liar.answer = (response, request) =>
			this.accounts[request.url?.split('/')[1] ?? '']?.answer(request, response);
		const setting: Setting = {
			...{ account: 'a', around: ['', ''], api: 'cdds', credentialId: 'one', title: '' },
		};
		this.n8n = new N8n(liar.url, start.saving, start.events, setting);
		this.promised = new Promised(this.accounts, start.events, setting);
	}

	get account(): Account {
		return this.accounts[this.n8n.setting.account];
	}

	/** One of those, by any number. */
	pick(which: number, from: Export[] = this.account.there): Export | undefined {
		return from[which % from.length];
	}

	running = () => this.account.there.filter(({ status }) => status === 'RUNNING');

	fault(problem: string): never {
		throw new Error(problem);
	}

	check(): void {
		const [problem] = this.promised.problems;
		if (!problem) return;
		if (problem.endsWith('missed')) counts.missed++;
		else if (problem.endsWith('times')) counts.doubled++;
		else counts.oldStarted++;
		this.fault(this.promised.problems.join('\n'));
	}

	/** The workflow is activated with a setting, or data, that the trigger has to begin anew with. */
	async begin(setting = this.n8n.setting): Promise<void> {
		this.n8n.setting = setting;
		// What a first poll is not told of would be new when it is shown.
		for (const one of this.account.exports) one.hiddenUntil = 0;
		await this.n8n.load();
		const titles = await this.asked({});
		if (!titles) this.fault('the first poll fails');
		if (titles!.items.length > 0) this.fault(`${titlesOf(titles!.items).join()}: an old one`);
		this.promised.begin(setting);
		this.n8n.save();
		this.isStarting = false;
	}

	/** The workflow is off, and on again. */
	async reload(setting = this.n8n.setting): Promise<void> {
		this.n8n.setting = this.promised.setting = setting;
		await this.n8n.load();
		this.promised.dies();
		this.isStarting = true;
	}

	async kill(): Promise<void> {
		counts.kills++;
		await this.n8n.kill();
		this.promised.dies();
		this.isStarting = true;
		this.failed = [];
	}

	/** Polls, and checks what that cost. */
	private async asked({ lie, meanwhile }: Around) {
		const { account, liar } = this;
		Object.assign(account, { lie, betweenPages: meanwhile });
		liar.sent = [];
		counts.polls++;
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(new Error('the poll hangs')), LONGEST);
		});
		try {
			return { items: await Promise.race([this.n8n.poll(), late]) };
		} catch (error) {
			counts.refused++;
			if (!lie) this.fault(`a poll that was told the truth fails: ${(error as Error).message}`);
			return undefined;
		} finally {
			clearTimeout(timer);
			Object.assign(account, { lie: undefined, betweenPages: undefined });
			const pages = Math.ceil(account.exports.length / account.style.pageSize) + 2;
			const most = 2 * pages + 25 + account.exports.length;
			if (liar.sent.length > most) this.fault(`a poll sends ${liar.sent.length} requests`);
		}
	}

	async poll(around: Around = {}): Promise<void> {
		const { death, later = false } = around;
		const { n8n, promised } = this;
		const found = await this.asked(around);
		if (found) {
			const titles = titlesOf(found.items);
			promised.polled(titles);
			this.check();
			this.checkSize();
			if (death !== 'unsaved') await this.handOver(found.items, death, later);
		}
		if (death) await this.kill();
		this.check();
		if (found) this.isStarting &&= Boolean(death);
		n8n.stored = n8n.stored.slice(-50);
	}

	private async handOver(
		items: Execution['items'],
		death: Death | undefined,
		later: boolean,
	): Promise<void> {
		const { n8n, promised } = this;
		const isAtOnce = n8n.saving === 'eachPoll';
		const titles = titlesOf(items);
		if (items.length === 0) {
			if (!isAtOnce && !this.isStarting) return;
			n8n.save();
			return promised.saves([]);
		}
		if (isAtOnce || death !== 'onlyStored') {
			n8n.save();
			promised.saves(titles);
		}
		if (!isAtOnce && death === 'unstored') return;
		const execution = n8n.store(items);
		const isDone = death === 'onlyStored' || death === 'recorded' || (!death && !later);
		if (isDone) await this.execute(execution);
	}

	async execute(execution: Execution, mode: 'trigger' | 'retry' = 'trigger'): Promise<void> {
		counts.executions++;
		this.n8n.stored = this.n8n.stored.filter((one) => one !== execution);
		const titles = await this.n8n.execute(execution, mode);
		if (titles) this.promised.started(titles, mode === 'retry');
		else this.failed.push(execution);
		this.check();
	}

	/** What the trigger remembers is no more than there ever was. */
	private checkSize(): void {
		const { seen = {}, open = {} } = this.n8n.state() as Record<string, object>;
		const most = this.account.exports.length;
		const sizes = [Object.keys(seen).length, Object.keys(open).length];
		if (Math.max(...sizes) > most) this.fault(`the trigger remembers ${sizes.join(' and ')}`);
	}

	/** All runs end, Genesys tells the truth, n8n lives, and a last restart offers again what was lost. */
	async settle(): Promise<void> {
		this.clock.forward(51 * MINUTE);
		for (const one of this.running()) one.status = 'COMPLETED';
		this.account.refusedFiles = 0;
		const drain = async () => {
			await this.poll();
			// 25 of those that are no longer listed are asked for in each.
			const { open = {} } = this.n8n.state() as Record<string, object>;
			for (let left = Object.keys(open).length; left > 0; left -= 25) await this.poll();
			for (const execution of [...this.n8n.stored]) await this.execute(execution);
		};
		await drain();
		await this.kill();
		await drain();
		const { owed, excused, old } = this.promised.settle();
		this.check();
		counts.once += owed;
		counts.excused += excused;
		counts.old += old;
		counts.exports += owed + excused + old;
	}

	close = () => this.clock.close();
}
