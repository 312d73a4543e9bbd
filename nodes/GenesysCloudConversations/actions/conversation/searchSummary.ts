import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/transport/body';

const objects = (value: unknown): IDataObject[] => [value].flat().filter(isObject);

const distinct = (rows: IDataObject[], name: string) => [
	...new Set(rows.map((row) => row[name]).filter((value) => value !== undefined && value !== '')),
];

/** A found conversation with what matters of its participants, sessions and segments in lists of its own. */
export async function summaryOf({ participants, ...row }: IDataObject): Promise<IDataObject> {
	const all = objects(participants);
	const sessions = all.flatMap((one) => objects(one.sessions));
	const segments = sessions.flatMap((one) => objects(one.segments));
	return {
		...row,
		mediaTypes: distinct(sessions, 'mediaType'),
		queueIds: distinct(segments, 'queueId'),
		userIds: distinct(all, 'userId'),
		wrapUpCodes: distinct(segments, 'wrapUpCode'),
	} as IDataObject;
}
