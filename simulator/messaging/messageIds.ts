import type { Faker } from '@faker-js/faker';

/** Ids like `1613473893265-0` of the samples, each one later than those before; made up, not the clock. */
export class MessageIds {
	private last: number;

	constructor(private readonly random: Faker) {
		this.last = random.number.int({ min: 1_600_000_000_000, max: 1_700_000_000_000 });
	}

	/** @param count how many ids of one request */
	next(count = 1): string[] {
		this.last += this.random.number.int({ min: 1, max: 5_000 });
		return Array.from({ length: count }, (_, index) => `${this.last}-${index}`);
	}
}
