import { zipSync } from 'fflate';
import type { RandomSource } from '../core/random';
import type { JobDefinition } from './model';

const LINE_END = 1;
/** ZIP has no date before 1980, and a fixed one keeps the bytes the same at each reading. */
const ZIP_DATE = '2026-01-01T00:00:00Z';
const DEFAULT_FROM = Date.parse('2025-01-01T00:00:00Z');
const DEFAULT_TO = Date.parse('2026-01-01T00:00:00Z');

/** A file of records: what it is about, and how much of it. */
export interface RecordsFile {
	name: string;
	media: string;
	definition: JobDefinition;
	/** Bytes of JSON Lines, at most (but there is always one record). */
	bytes: number;
}

/**
 * A ZIP archive with one file of JSON Lines, named like the archive. The same name and seed give the same
 * records; their dates lie in the timeframe of the job.
 */
export function zipOfRecords(random: RandomSource, file: RecordsFile): Uint8Array {
	const inner = file.name.replace(/\.zip$/, '.jsonl');
	const text = Buffer.from(recordLines(random, file));
	return zipSync({ [inner]: [text, { level: 6, mtime: ZIP_DATE }] });
}

function recordLines(random: RandomSource, { name, media, definition, bytes }: RecordsFile) {
	const faker = random(`exports/${name}`);
	const { timeFrame, jobParams } = definition;
	const from = timeFrame.all ? DEFAULT_FROM : Date.parse(timeFrame.dateFrom ?? '');
	const to = timeFrame.all ? DEFAULT_TO : Date.parse(timeFrame.dateTo ?? '');
	const contact = () => {
		const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()];
		const emailAddress = `${firstName}.${lastName}@example.com`.toLowerCase();
		return { contactId: faker.string.uuid(), firstName, lastName, emailAddress };
	};
	const interaction = () => {
		const startDate = faker.number.int({ min: from, max: to });
		return {
			interactionId: faker.string.uuid(),
			mediaType: media,
			startDate: new Date(startDate).toISOString(),
			endDate: new Date(
				startDate + faker.number.int({ min: 10, max: 3_600 }) * 1_000,
			).toISOString(),
			agent: `agent${faker.number.int({ min: 1, max: 200 })}`,
			subject: faker.lorem.sentence({ min: 3, max: 8 }),
			contact: contact(),
			...(jobParams.exportAttachments ? { attachments: [attachment()] } : {}),
		};
	};
	const attachment = () => ({
		name: `${faker.lorem.word()}.txt`,
		content: Buffer.from(faker.lorem.paragraph()).toString('base64'),
	});
	const lines: string[] = [];
	for (let length = 0; ;) {
		const line = JSON.stringify(jobParams.type === 'Contacts' ? contact() : interaction());
		length += Buffer.byteLength(line) + LINE_END;
		if (lines.length > 0 && length > bytes) return lines.map((one) => `${one}\n`).join('');
		lines.push(line);
	}
}
