import { badRequest } from './errors';

/** A page of a list, `pageNumber` from 1. @throws CloudError 400 below 1 */
export function page<T>(path: string, all: T[], pageNumber = 1, pageSize = 25) {
	for (const [field, value] of Object.entries({ pageNumber, pageSize })) {
		if (value < 1) throw badRequest(`${field} must be at least 1.`, field);
	}
	const pageCount = Math.max(1, Math.ceil(all.length / pageSize));
	const uri = (number: number) => `${path}?pageSize=${pageSize}&pageNumber=${number}`;
	return {
		entities: all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
		pageSize,
		pageNumber,
		total: all.length,
		pageCount,
		firstUri: uri(1),
		lastUri: uri(pageCount),
		selfUri: uri(pageNumber),
		...(pageNumber < pageCount ? { nextUri: uri(pageNumber + 1) } : {}),
		...(pageNumber > 1 ? { previousUri: uri(pageNumber - 1) } : {}),
	};
}
