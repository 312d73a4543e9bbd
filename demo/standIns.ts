import { randomUUID } from 'node:crypto';
import axios from 'axios';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { serveModel } from './modelStandIn';

/** The header with the key that the stand-ins ask for, and that the SMS provider sends. */
export const KEY_HEADER = 'X-Api-Key';
export const SMS_KEY = 'demo-sms-key';
export const MAIL_KEY = 'demo-mail-key';
export const TICKET_KEY = 'demo-ticket-key';
/** What the app of the customers sends. */
export const APP_KEY = 'demo-app-key';
/** What MCP clients have to give. */
export const MCP_TOKEN = 'demo-mcp-token';

/** Numbers of the company, as the SMS provider knows them. */
export const GATEWAY_NUMBER = '+15559990001';
export const RESPONDER_NUMBER = '+15559990002';
/** A number that gets no more messages for now. */
export const BUSY_NUMBER = '+15550000429';
/** A customer who takes no SMS, as the SMS gateway has it. */
export const OPTED_OUT_NUMBER = '+15550000350';
/** For this one the provider breaks the connection instead of answering. */
export const BROKEN_NUMBER = '+15550000000';

/** The addresses in the examples have it too; the demo puts the right host and port in front of it. */
export const STAND_IN_PATH = '/stand-in/';

/** An SMS that went out. */
export interface SentSms {
	id: string;
	from: string;
	to: string;
	text: string;
	reference: string;
}

/** An e-mail that went out. */
export interface SentMail extends SentSms {
	replyTo: string;
	subject: string;
	html: string;
}

/** A ticket, with what was said at each time that it was posted. */
export interface Ticket {
	id: string;
	/** Whoever posts the same one again means the same ticket. */
	reference: string;
	title: string;
	customer: string;
	texts: string[];
}

/** What a customer writes on the phone. */
export interface PhoneSms {
	from: string;
	to: string;
	text: unknown;
}

/** What the receiver of a customer's SMS answered. */
export interface ReceiverAnswer {
	/** The id that the provider gave the SMS. */
	id: string;
	status: number;
	answer: unknown;
}

/** An SMS provider, a mail sender, a ticket system and a model, in place of real ones. */
export interface StandIns {
	url: string;
	/** Oldest first. */
	sms: () => SentSms[];
	mails: () => SentMail[];
	tickets: () => Ticket[];
	/** Where SMS to a number of the company are posted; empty or never set = nowhere. */
	setReceiver: (number: string, url: string) => void;
	/** A customer writes; answers when the receiver has. @throws when the number has no receiver */
	write: (sms: PhoneSms) => Promise<ReceiverAnswer>;
	close: () => Promise<void>;
}

/** Why something is not sent, as an answer, or no answer at all; undefined when it is sent. */
type Refusal = { status: number; code: string; message: string } | 'broken' | undefined;

function refuseSms({ to, text }: SentSms): Refusal {
	if (to === BROKEN_NUMBER) return 'broken';
	if (to === BUSY_NUMBER) {
		return { status: 429, code: 'rate_limit', message: `Too many messages to ${to}` };
	}
	if (!/^\+?\d{8,15}$/.test(to)) {
		return { status: 422, code: 'invalid_number', message: `${to} is not a phone number` };
	}
	return text ? undefined : { status: 400, code: 'no_text', message: 'The message has no text' };
}

function refuseMail({ to }: SentMail): Refusal {
	const possible = /^[^@\s]+@[^@\s]+$/.test(to) && !to.endsWith('.invalid');
	if (possible) return undefined;
	return { status: 422, code: 'invalid_address', message: `${to} takes no mail` };
}

/** `/stand-in/tickets`: a ticket for each reference; what is posted with a known one is added to its ticket. */
function ticketRoutes(app: FastifyInstance, tickets: Ticket[]): void {
	const path = `${STAND_IN_PATH}tickets`;
	app.get(path, async () => tickets);
	app.post(path, async ({ headers, body }: FastifyRequest, reply) => {
		if (headers[KEY_HEADER.toLowerCase()] !== TICKET_KEY) {
			return await reply.code(401).send({ code: 'unauthorized', message: 'Wrong key' });
		}
		const { reference, text, title, customer } = body as Ticket & { text: string };
		if (!reference) {
			return await reply.code(400).send({ code: 'no_reference', message: 'reference is missing' });
		}
		const known = tickets.find((ticket) => ticket.reference === reference);
		if (known) {
			known.texts.push(text);
			return await reply.code(200).send(known);
		}
		const id = `T-${tickets.length + 1}`;
		const ticket = { id, reference, title, customer, texts: [text] };
		tickets.push(ticket);
		return await reply.code(201).send(ticket);
	});
}

/**
 * Starts the stand-ins on 127.0.0.1, all on one port. What is posted to `/stand-in/sms`, `/stand-in/mail` and
 * `/stand-in/tickets` goes nowhere: it is kept, and listed by GET. `POST /stand-in/phone` is a customer who writes an SMS. The
 * model is at `/stand-in/v1`.
 */
export async function startStandIns(port = 0): Promise<StandIns> {
	const sms: SentSms[] = [];
	const mails: SentMail[] = [];
	const tickets: Ticket[] = [];
	const receivers = new Map<string, string>();
	const app = fastify({ forceCloseConnections: true });

	const outbox = <T extends SentSms>(
		name: string,
		key: string,
		sent: T[],
		refuse: (message: T) => Refusal,
	) => {
		const path = `${STAND_IN_PATH}${name}`;
		app.get(path, async () => sent);
		app.post(path, async ({ headers, body }: FastifyRequest, reply) => {
			if (headers[KEY_HEADER.toLowerCase()] !== key) {
				return await reply.code(401).send({ code: 'unauthorized', message: 'Wrong key' });
			}
			const message = { ...(body as T), id: randomUUID() };
			const refusal = refuse(message);
			if (refusal === 'broken') {
				reply.hijack();
				return reply.raw.destroy();
			}
			if (refusal) return await reply.code(refusal.status).send(refusal);
			sent.push(message);
			return await reply.code(202).send({ id: message.id });
		});
	};
	outbox('sms', SMS_KEY, sms, refuseSms);
	outbox('mail', MAIL_KEY, mails, refuseMail);
	ticketRoutes(app, tickets);

	const write = async (written: PhoneSms): Promise<ReceiverAnswer> => {
		const url = receivers.get(written.to);
		if (!url) throw new Error(`Nobody receives what is sent to ${written.to}`);
		const id = randomUUID();
		const { status, data } = await axios.post<unknown>(
			url,
			{ id, ...written },
			{ headers: { [KEY_HEADER]: SMS_KEY }, proxy: false, validateStatus: () => true },
		);
		return { id, status, answer: data };
	};
	app.post(`${STAND_IN_PATH}phone`, async ({ body }) => await write(body as PhoneSms));
	serveModel(app);

	const url = await app.listen({ port, host: '127.0.0.1' });
	return {
		url,
		sms: () => structuredClone(sms),
		mails: () => structuredClone(mails),
		tickets: () => structuredClone(tickets),
		setReceiver: (number, receiver) => void receivers.set(number, receiver),
		write,
		close: async () => await app.close(),
	};
}
