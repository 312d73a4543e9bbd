import { badRequest } from '../errors';

const DAY = 86_400_000;

/** Both ends of `from/to`, in milliseconds. @throws CloudError 400 when it is none, or longer than `days` */
export function intervalOf(interval: string, days = Infinity): [from: number, to: number] {
	const ends = interval.split('/').map((end) => Date.parse(end));
	const [from, to] = ends;
	if (ends.length !== 2 || !(from < to))
		throw badRequest(`${interval} is no interval.`, 'interval');
	if (to - from > days * DAY) {
		throw badRequest(`The interval is longer than ${days} days.`, 'interval');
	}
	return [from, to];
}
