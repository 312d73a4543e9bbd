import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { CometDServer, ServerMessage } from 'cometd-nodejs-server';

export interface BayeuxAnswer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/**
 * The part of a ServerResponse that cometd-nodejs-server uses. It collects the answer instead of sending
 * it, so that what comes after the operation (recording, faults) treats it like any other answer.
 */
export class BayeuxResponse extends EventEmitter {
	statusCode = 200;
	readonly headers: Record<string, string> = {};
	/** Undefined when the client went away before there was an answer. */
	readonly answer: Promise<BayeuxAnswer | undefined>;
	private resolve!: (answer: BayeuxAnswer | undefined) => void;

	/** @param raw the response that the answer will go out with; none when there is no client */
	constructor(private readonly raw?: ServerResponse) {
		super();
		this.answer = new Promise((resolve) => (this.resolve = resolve));
		raw?.once('close', () => {
			this.resolve(undefined);
			// From here on the session may expire.
			this.emit('finish');
		});
	}

	/** The library looks here to see whether there is still a client. */
	get socket(): { destroyed: boolean } | null {
		return this.raw ? this.raw.socket : { destroyed: false };
	}

	setHeader(name: string, value: string): void {
		this.headers[name.toLowerCase()] = value;
	}

	end(body = ''): void {
		this.resolve({ status: this.statusCode, headers: this.headers, body });
		if (!this.raw) this.emit('finish');
	}
}

/** Who sends messages. */
export interface Sender {
	cookie?: string;
	/** Whose session it is or becomes, where the service tells people apart. */
	owner?: string;
}

/** Hands messages to the library as if they had come over HTTP. */
export function exchange(
	server: CometDServer,
	messages: Array<Partial<ServerMessage>>,
	{ cookie, owner }: Sender,
	raw?: ServerResponse,
): BayeuxResponse {
	const response = new BayeuxResponse(raw);
	server.handle({ method: 'POST', headers: { cookie }, body: messages, owner }, response);
	return response;
}
