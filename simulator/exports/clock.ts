/**
 * The time of the exports. It goes on with the real one, or stands still; `advance` moves it on in both
 * cases. It does not go backwards.
 */
export class ExportsClock {
	private auto = true;
	/** Milliseconds: ahead of the real time while it goes on, else the time itself. */
	private base = 0;

	/** Milliseconds since 1970. */
	now(): number {
		return this.auto ? Date.now() + this.base : this.base;
	}

	setAuto(auto: boolean): void {
		const now = this.now();
		this.auto = auto;
		this.base = auto ? now - Date.now() : now;
	}

	/** To a time that is not in the past. */
	moveTo(time: number): void {
		this.base += Math.max(0, time - this.now());
	}

	/** The real time again. */
	reset(): void {
		this.base = this.auto ? 0 : Date.now();
	}
}
