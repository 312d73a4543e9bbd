import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from './api';

/** Names the header that a change has to carry; the token is in the header of that name. */
const NAME_HEADER = 'x-csrf-header';

/** Asks for a token on behalf of a request, whose way of being ended it shares. */
type Ask = (request: Pick<ApiRequest, 'signal' | 'afterCancel'>) => Promise<unknown>;

/**
 * Protection against forged requests, as Web Services document it: each answer to a GET can name a header and its value,
 * which have to come back, with the session cookie, in every request that changes something; otherwise that is refused with
 * 403. The token lives as long as the session of the server.
 */
export class CsrfToken {
	private current?: { name: string; value: string };
	private asking?: Promise<void>;
	private asked = false;

	/**
	 * @param ask sends a GET, whose answer is given to `take`; what becomes of it does not matter
	 * @param session the cookies that go with the token
	 */
	constructor(
		private readonly ask: Ask,
		private readonly session: () => string | undefined,
	) {}

	/** Takes over what an answer says. Its header names are in lower case. */
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
	 * Sends a change with the token. One that is refused was not carried out: it is sent once more when there is another token,
	 * or session, by then. A file is sent with a token that is new: a server that refuses it need not read it to its end, and
	 * then its answer is lost.
	 *
	 * @param send reads `headers` before anything else happens
	 * @param isRefused whether the result is an answer with 403
	 */
	async protect<T>(
		request: ApiRequest,
		send: () => Promise<T>,
		isRefused: (result: T) => boolean,
	): Promise<T> {
		const { method, body } = request;
		if (!isChange(method)) return await send();
		const isFile = typeof body === 'object' && Symbol.toStringTag in body;
		if (this.current ? isFile : !this.asked) await this.renew(request);
		const sentWith = this.proof();
		const result = await send();
		if (!isRefused(result)) return result;
		if (this.proof() === sentWith) await this.renew(request);
		return this.proof() === sentWith ? result : await send();
	}

	/** What the server compares; undefined when it asks for no token. */
	private proof(): string | undefined {
		return this.current && JSON.stringify([this.current.value, this.session()]);
	}

	/** Asks for a token; many that need it at once share one request. */
	private async renew(request: ApiRequest): Promise<void> {
		this.asking ??= this.ask(request)
			.catch(() => {})
			.then(() => {
				this.asked = true;
				this.asking = undefined;
			});
		await this.asking;
	}
}

const isChange = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method);
