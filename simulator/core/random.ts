import { createHash } from 'node:crypto';
import { Faker, base, en } from '@faker-js/faker';

/** Makes a seeded generator; the same seed and stream name give the same values in the same order. */
export type RandomSource = (stream: string) => Faker;

/**
 * One generator per stream name, so that what one API draws does not shift the ids of another
 * (a webhook that is sent again must not change the id of the next secure mail).
 */
export function seededRandom(seed: number): RandomSource {
	return (stream) => {
		const faker = new Faker({ locale: [en, base] });
		faker.seed(createHash('sha256').update(`${seed}:${stream}`).digest().readUInt32BE(0));
		return faker;
	};
}
