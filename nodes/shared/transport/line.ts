import { pause, SLICE_MS } from './pause';

interface Waiting {
	go: (called: boolean) => void;
	stopped: () => boolean;
}

/** Who waits for something, first come, first served. */
export class Line {
	private waiting: Waiting[] = [];
	/** Those before it are gone: taking each from the front of a long list would move all the others. */
	private first = 0;
	private watched = false;

	/** How many wait. */
	get length(): number {
		return this.waiting.length - this.first;
	}

	/** Waits to be called. @returns false for who is to wait no longer, which is noticed within a slice of time */
	async wait(stopped: () => boolean): Promise<boolean> {
		return await new Promise((go) => {
			this.waiting.push({ go, stopped });
			if (!this.watched) void this.watch();
		});
	}

	/** Calls the first. */
	next(): void {
		if (this.length === 0) return;
		const { go } = this.waiting[this.first++];
		if (this.first * 2 > this.waiting.length) {
			this.waiting.splice(0, this.first);
			this.first = 0;
		}
		go(true);
	}

	private async watch(): Promise<void> {
		this.watched = true;
		while (this.length > 0) {
			await pause(SLICE_MS, () => false);
			const all = this.waiting.slice(this.first);
			const gone = new Set(all.filter(({ stopped }) => stopped()));
			this.waiting = all.filter((one) => !gone.has(one));
			this.first = 0;
			for (const { go } of gone) go(false);
		}
		this.watched = false;
	}
}
