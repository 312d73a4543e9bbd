import type { IDataObject } from 'n8n-workflow';
import { firstOf } from '../descriptions/choices';
import { nameList } from '../descriptions/given';
import { dateOf, timeOf } from './records';

/** Fields that may hold the name of a file. */
export const NAME_FIELDS = ['name', 'fileName', 'filename', 'path'] as const;

/** Fields that tell of a file whose it is, as far as they are known. */
export const TELLING_FIELDS = ['historyId', 'jobTitle', ...NAME_FIELDS] as const;

/** The name of a file by its metadata, whose fields Genesys does not document; `''` when none is known for a name. */
export const fileNameOf = (metadata: IDataObject): string => firstOf(metadata, ...NAME_FIELDS);

/**
 * Whether a run made a file: certain by the ID of the run or the whole name; likely by the title, or by a name that begins like
 * that of the run, since runs can share both; not known when nothing can be compared.
 */
export type Claim = 'certain' | 'likely' | 'unknown' | 'none';

/** What the metadata of a file and the history record of a run have in common. */
export function claimOf(file: IDataObject, record: IDataObject): Claim {
	const run = firstOf(file, 'historyId');
	if (run !== '') return run === firstOf(record, 'id') ? 'certain' : 'none';
	const [name, names] = [fileNameOf(file), nameList(record.fileName)];
	if (names.includes(name)) return 'certain';
	const [title, own] = [firstOf(file, 'jobTitle'), firstOf(record, 'title')];
	const sameTitle = title !== '' && own !== '' ? title === own : undefined;
	if (name !== '' && names.length > 0) {
		const isPart = names.length === 1 && isPartOf(name, names[0]);
		return isPart && sameTitle !== false ? 'likely' : 'none';
	}
	if (sameTitle === undefined) return 'unknown';
	return sameTitle ? 'likely' : 'none';
}

/** Whether a name is that of a part of a file: the same with more behind it. */
function isPartOf(name: string, whole: string): boolean {
	const stem = whole.replace(/\.\w+$/, '');
	// The name of export 500 is the beginning of that of export 5001.
	return name.startsWith(stem) && !/^[a-z0-9]/i.test(name.slice(stem.length));
}

/** The job that a run names; `''` when it names none. */
const jobOf = (record: IDataObject) => (record.parentId ? firstOf(record, 'parentId') : '');

/**
 * Whether a run made a file that is likely to be its own, when others may have made it as well. The runs of one job come one
 * after another, so that a file is of the last one that began before it was made. Runs of several jobs can be under way at once.
 *
 * @param others the other runs that can have made it
 * @returns undefined when it cannot be told
 */
export function isOwn(
	file: IDataObject,
	record: IDataObject,
	others: readonly IDataObject[],
): boolean | undefined {
	const claims = others.map((other) => ({ other, claim: claimOf(file, other) }));
	if (claims.some(({ claim }) => claim === 'certain')) return false;
	const rivals = claims.flatMap(({ other, claim }) => (claim === 'likely' ? [other] : []));
	if (rivals.length === 0) return true;

	const job = jobOf(record);
	const made = dateOf(file.uploadDate ?? file.createdDate ?? file.createdAt);
	const began = timeOf(record);
	const known = job !== '' && made > 0 && began > 0;
	const areTold = rivals.every(
		(rival) => jobOf(rival) === job && timeOf(rival) > 0 && timeOf(rival) !== began,
	);
	if (!known || !areTold) return undefined;
	const isLater = (rival: IDataObject) => timeOf(rival) > began && timeOf(rival) <= made;
	return began <= made && !rivals.some(isLater);
}
