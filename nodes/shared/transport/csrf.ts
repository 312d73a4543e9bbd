import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from './api';

/** Names the header that a change has to carry; the token is in the header of that name. */
const NAME_HEADER = 'x-csrf-header';

const REFUSED = 403;

/**
 * Protection against forged requests, as Web Services document it: each answer to a GET can name a header and its value,
 * which have to come back, with the session cookie, in every request that changes something; otherwise that is refused with
 * 403. The token lives as long as the session of the server.
 */
export class CsrfToken {
	private current?: { name: string; value: string };
	private asking?: Promise<void>;
	private asked = false;

	/** @param ask sends a GET, whose answer is given to `take`; what becomes of it does not matter */
	constructor(private readonly ask: () => Promise<unknown>) {}

	/** Takes over what an answer says. */
	take(headers: IDataObject): void {
		const name = headers[NAME_HEADER];
		const value = typeof name === 'string' ? headers[name.toLowerCase()] : undefined;
		if (typeof name === 'string' && typeof value === 'string') this.current = { name, value };
	}

	/** The header for a change, or none. */
	headers(method: string): Record<string, string> {
		return this.current && isChange(method) ? { [this.current.name]: this.current.value } : {};
	}

	/**
	 * Sends a change with the token. One that is refused was not carried out: it is sent once more when there is a new token by
	 * then. A file is sent with a token that is new: a server that refuses it need not read it to its end, and then its answer
	 * is lost.
	 *
	 * @param hasStatus whether a result is an answer with this status
	 */
	async protect<T>(
		{ method, body }: Pick<ApiRequest, 'method' | 'body'>,
		send: () => Promise<T>,
		hasStatus: (result: T, status: number) => boolean,
	): Promise<T> {
		if (!isChange(method)) return await send();
		const isFile = typeof body === 'object' && Symbol.toStringTag in body;
		if (this.current ? isFile : !this.asked) await this.renew();
		const sentWith = this.current?.value;
		const result = await send();
		if (!hasStatus(result, REFUSED)) return result;
		if (this.current?.value === sentWith) await this.renew();
		return this.current?.value === sentWith ? result : await send();
	}

	/** Asks for a token; many that need it at once share one request. */
	private async renew(): Promise<void> {
		this.asking ??= this.ask().then(
			() => this.done(),
			() => this.done(),
		);
		await this.asking;
	}

	private done(): void {
		this.asked = true;
		this.asking = undefined;
	}
}

const isChange = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method);
