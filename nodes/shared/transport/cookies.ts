import { firstAlone } from './firstAlone';

/**
 * The cookies of one server: by them it knows a session again, and balancers lead each request to the machine that holds it.
 */
export class Cookies {
	private readonly values = new Map<string, string>();

	/** @param header the Cookie header of an earlier client, if it is to go on */
	constructor(header = '') {
		for (const pair of header.split('; ')) this.take(pair);
	}

	/** Lets the first request be answered before any other is sent, so that all are of the session that it begins. */
	readonly inSession = firstAlone();

	/** Takes over the Set-Cookie headers of an answer. Path and domain do not matter: there is one server, and one API. */
	take(setCookie: unknown): void {
		for (const line of [setCookie ?? []].flat()) {
			const [pair, ...attributes] = String(line).split(';');
			const [name, ...value] = pair.split('=');
			if (!name.trim() || !value.length) continue;
			if (attributes.some(isOver)) this.values.delete(name.trim());
			else this.values.set(name.trim(), value.join('=').trim());
		}
	}

	/** The Cookie header, or none. */
	headers(): Record<string, string> {
		const pairs = [...this.values].map(([name, value]) => `${name}=${value}`);
		return pairs.length ? { Cookie: pairs.join('; ') } : {};
	}
}

/** Servers delete a cookie by setting it with an end in the past. */
function isOver(attribute: string): boolean {
	const [name, value = ''] = attribute.split('=').map((part) => part.trim());
	if (/^max-age$/i.test(name)) return Number(value) <= 0;
	return /^expires$/i.test(name) && Date.parse(value) <= Date.now();
}
