import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ExportsClock } from './clock';

const SECRET = 'storage-of-the-simulator';

/** Pre-signed links, `/storage/<name>?X-Expires=<seconds since 1970>&X-Signature=<hex HMAC-SHA256>`. */
export class Links {
	constructor(
		private readonly clock: ExportsClock,
		private readonly baseUrl: () => string,
		private readonly lifetimeSeconds: () => number,
	) {}

	make(name: string): string {
		const expires = Math.floor(this.clock.now() / 1_000) + this.lifetimeSeconds();
		const query = `X-Expires=${expires}&X-Signature=${signature(name, String(expires))}`;
		return `${this.baseUrl()}/storage/${encodeURIComponent(name)}?${query}`;
	}

	/** Whether the link of this name is one of ours, and still good. */
	isValid(name: string, query: URLSearchParams): boolean {
		const expires = query.get('X-Expires') ?? '';
		const sent = Buffer.from(query.get('X-Signature') ?? '');
		const right = Buffer.from(signature(name, expires));
		if (sent.length !== right.length || !timingSafeEqual(sent, right)) return false;
		return Number(expires) * 1_000 > this.clock.now();
	}
}

function signature(name: string, expires: string): string {
	return createHmac('sha256', SECRET).update(`${name}\n${expires}`).digest('hex');
}
