import { DAY, MINUTE } from './clock';
import { isReadable, type Account, type Export } from './genesys';
import type { Setting } from './n8n';

/** What the trigger owes for an export. */
interface Debt {
	/** It must not start the workflow: it had ended when the trigger was switched on. */
	isOld: boolean;
	/** It was running when the trigger was switched on, so that it is waited for wherever it stands. */
	isAwaited: boolean;
	/** Why it need not start the workflow, by a limit that docs/reliability.md names. */
	excuse?: string;
	/** When a poll met it as running. */
	noticed?: number;
	/** A poll has given it, and that was saved. */
	isGiven: boolean;
	/** How often the step of the trigger has passed it on. */
	starts: number;
}

const OUTCOMES: Record<string, string> = {
	COMPLETED: 'done',
	FAILED: 'failed',
	CANCELLED: 'cancelled',
};

/**
 * What docs/reliability.md says under "The Export Trigger", of what Genesys knows and n8n does, whatever the trigger remembers:
 * each export that ends while it is on starts the workflow once, but for the limits that are named there.
 */
export class Promised {
	readonly problems: string[] = [];
	private readonly debts = new Map<Export, Debt>();
	private readonly byTitle = new Map<string, Export>();
	/** Whether the history had dates, and numbers for IDs, when the trigger was switched on. */
	private had = { dates: true, numbers: true, places: true };
	/** Titles of the last start, and those that the database knows of. */
	private last: string[] = [];
	private saved: string[] = [];

	constructor(
		private readonly accounts: Record<string, Account>,
		private readonly events: string[],
		public setting: Setting,
	) {}

	private get account(): Account {
		return this.accounts[this.setting.account];
	}

	private of(one: Export): Debt {
		const known = this.debts.get(one);
		if (known) return known;
		const debt: Debt = { isOld: false, isAwaited: false, isGiven: false, starts: 0 };
		this.byTitle.set(one.title, one);
		this.debts.set(one, debt);
		return debt;
	}

	private all(): Array<[Export, Debt]> {
		return Object.values(this.accounts).flatMap(({ exports }) =>
			exports.map((one): [Export, Debt] => [one, this.of(one)]),
		);
	}

	private isWanted = ({ status, title }: Export) =>
		this.events.includes(OUTCOMES[status]) && title.includes(this.setting.title);

	/** Switched on as if for the first time, and the first poll was told the truth. */
	begin(setting: Setting): void {
		this.setting = setting;
		const { style, there } = this.account;
		const dates = isReadable(style.dates);
		const numbers = there.length === 0 ? style.ids !== 'text' : there.some(({ number }) => number);
		this.had = { dates, numbers, places: dates || numbers };
		this.last = this.saved = [];
		for (const [one, debt] of this.all()) {
			const isRunning = one.status === 'RUNNING';
			const isHere = this.account.exports.includes(one);
			const isUnderWay = debt.isGiven && debt.starts === 0;
			if (!isRunning && !isUnderWay) debt.isOld = true;
			if (isUnderWay) debt.excuse = 'an execution from before the change';
			debt.isAwaited = isRunning && isHere && !one.isDeleted;
			debt.noticed = debt.isAwaited ? Date.now() : undefined;
			if (isRunning) debt.excuse = this.isSeen(one) ? undefined : 'not there at the first poll';
		}
	}

	private isSeen = (one: Export) => !one.isDeleted && one.hiddenUntil <= Date.now();

	/** A poll has ended well, and has given these. */
	polled(titles: string[]): void {
		const now = Date.now();
		for (const [one, debt] of this.all()) {
			if (debt.isOld || debt.isGiven || !this.account.exports.includes(one)) continue;
			if (!debt.isAwaited && !this.isTold(one)) debt.excuse ??= 'nothing says that it is new';
			if (one.status === 'RUNNING') {
				debt.noticed ??= now;
				if (now - debt.noticed > 7 * DAY - MINUTE) debt.excuse ??= 'runs for more than a week';
			}
		}
		for (const title of titles) {
			const one = this.byTitle.get(title);
			if (!one || !this.account.exports.includes(one))
				this.fault(`${title} is not of this account`);
			else if (this.of(one).isOld && this.of(one).starts === 0)
				this.fault(`${title} is an old one`);
			else if (!this.isWanted(one)) this.fault(`${title} is not what the user wants to hear of`);
		}
		if (titles.length > 0) this.last = titles;
	}

	/** Its date, or its ID, says that it came after what was there; or no record has either. */
	private isTold({ dated, appeared, number, isHighest }: Export): boolean {
		const { dates, numbers, places } = this.had;
		const isReadableNow = isReadable(this.account.style.dates);
		if (dates && isReadableNow && dated >= appeared - 10 * MINUTE) return true;
		if (numbers && isHighest) return true;
		return !places && !isReadableNow && number === undefined;
	}

	/** n8n has saved what the trigger remembers. */
	saves(titles: string[]): void {
		this.saved = this.last;
		for (const title of titles) this.of(this.byTitle.get(title)!).isGiven = true;
	}

	/** The process dies: the exports of the last start are offered again, others that were under way are not. */
	dies(): void {
		this.last = this.saved;
		for (const [one, debt] of this.all()) {
			if (debt.isGiven && debt.starts === 0 && !this.last.includes(one.title))
				debt.excuse ??= 'its execution is lost, and is not the last one';
			if (one.hiddenUntil > Date.now()) debt.excuse ??= 'hidden when the process died';
		}
	}

	/** The step of the trigger has passed these on; a retry does for what the user asks, whatever was passed on before. */
	started(titles: string[], isRetry: boolean): void {
		for (const title of titles) {
			const debt = this.of(this.byTitle.get(title)!);
			if (isRetry && debt.starts > 0) continue;
			debt.starts++;
			if (debt.starts > 1) this.fault(`${title} starts the workflow ${debt.starts} times`);
			if (debt.isOld) this.fault(`${title} starts the workflow and is an old one`);
		}
	}

	deleted(one: Export): void {
		const debt = this.of(one);
		if (debt.starts === 0) debt.excuse ??= 'deleted before it started the workflow';
	}

	/** When all has been polled and executed: what is owed and did not come. */
	settle() {
		const counts = { owed: 0, excused: 0, old: 0 };
		for (const [one, debt] of this.all()) {
			const isOwed =
				this.account.exports.includes(one) &&
				!debt.isOld &&
				one.status !== 'RUNNING' &&
				this.isWanted(one);
			if (debt.isOld && debt.starts === 0) counts.old++;
			else if (debt.isOld) counts.owed++;
			else if (debt.excuse && debt.starts === 0) counts.excused++;
			else if (isOwed) {
				counts.owed++;
				if (debt.starts !== 1) this.fault(`${one.title} is missed`);
			}
		}
		return counts;
	}

	private fault(problem: string): void {
		this.problems.push(problem);
	}
}
