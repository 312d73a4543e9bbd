import { zipSync } from 'fflate';
import type { RandomSource } from '../core/random';
import type { JobDefinition } from './model';

const LINE_END = 1;
/** ZIP has no date before 1980, and a fixed one keeps the bytes the same at each reading. */
const ZIP_DATE = '2026-01-01T00:00:00Z';
/** The records of a job without dates are of the year before; with one, of the year that it begins or ends. */
const DEFAULT_TO = Date.parse('2026-01-01T00:00:00Z');
const YEAR_MS = 365 * 86_400_000;

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

function spanOf({ all, dateFrom, dateTo }: JobDefinition['timeFrame']) {
	const start = all || !dateFrom ? undefined : Date.parse(dateFrom);
	const end = all || !dateTo ? undefined : Date.parse(dateTo);
	const to = end ?? (start === undefined ? DEFAULT_TO : start + YEAR_MS);
	return { from: start ?? to - YEAR_MS, to };
}

function recordLines(random: RandomSource, { name, media, definition, bytes }: RecordsFile) {
	const faker = random(`exports/${name}`);
	const { timeFrame, jobParams } = definition;
	const { from, to } = spanOf(timeFrame);
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
