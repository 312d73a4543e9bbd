import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Explanations } from '../transport/api';
import { holdsSecret, LEFT_OUT } from '../transport/secrets';
import { SessionFailure } from './failure';
import type { BayeuxMessage, BayeuxOptions, Meta } from './protocol';
import { adviceOf, messagesOf, numberOr } from './protocol';

/** What a server may advise at most, in milliseconds: with more, a session would sleep, or trust a dead poll, for good. */
const LONGEST_INTERVAL_MS = 60_000;
const LONGEST_HOLD_MS = 600_000;

/** Posts meta messages and reads the answers; knows what goes with every message of a session. */
export class Wire {
	/** What the server calls the session; undefined while there is none. */
	clientId?: string;
	/** Milliseconds to wait between two connects, as the server advised last. */
	interval = 0;
	private lastId = 0;

	constructor(
		private readonly options: Pick<BayeuxOptions, 'send' | 'paths' | 'hints'>,
		/** Milliseconds for which the server holds a connect, as it advised last. */
		public holdTime: number,
	) {}

	/**
	 * Sends messages of one kind.
	 *
	 * @param fields one entry per message: what it has besides channel, id and client id
	 * @returns all messages of the answer, checked by nobody yet
	 * @throws SessionFailure when the server is not a CometD server; what `send` throws
	 */
	async post(
		meta: Meta,
		fields: IDataObject[],
		more: Pick<ApiRequest, 'timeout' | 'signal'>,
	): Promise<BayeuxMessage[]> {
		const { endpoint, split } = this.options.paths;
		const { hints } = this.options;
		const { body } = await this.options.send({
			method: 'POST',
			path: split ? `${endpoint}/${meta}` : endpoint,
			apart: true,
			body: fields.map((own) => ({
				channel: `/meta/${meta}`,
				id: String(++this.lastId),
				...(this.clientId !== undefined && { clientId: this.clientId }),
				...own,
			})),
			...(hints && { explanations: notThere(hints.endpoint) }),
			...more,
		});
		const messages = messagesOf(body);
		if (!messages) {
			const check = hints ? `. ${hints.endpoint}` : '';
			throw SessionFailure.elsewhere(`The answer was not that of a CometD server${check}`);
		}
		await this.hideSecrets(messages);
		const advice = adviceOf(messages);
		this.interval = numberOr(advice.interval, this.interval, LONGEST_INTERVAL_MS);
		// 0 would only say that this one answer was not held.
		this.holdTime = numberOr(advice.timeout, 0, LONGEST_HOLD_MS) || this.holdTime;
		return messages;
	}

	/** Why something is refused is shown, and can repeat what was sent. Its number decides what becomes of the session. */
	private async hideSecrets(messages: BayeuxMessage[]): Promise<void> {
		const refusals = messages.filter(({ error }) => typeof error === 'string');
		if (refusals.length === 0) return;
		const secrets = (await this.options.send.secrets?.()) ?? [];
		for (const refusal of refusals) {
			const { error = '' } = refusal;
			const [code = ''] = /^\d+:/.exec(error.slice(0, 10)) ?? [];
			if (holdsSecret(error, secrets)) refusal.error = `${code} ${LEFT_OUT}`.trim();
		}
	}

	/**
	 * Picks the replies out of an answer.
	 *
	 * @throws SessionFailure when there are fewer than `count`, or one is a refusal, or the advice is not to go on
	 */
	replies(meta: Meta, count: number, messages: BayeuxMessage[]): BayeuxMessage[] {
		const replies = messages.filter(({ channel }) => channel === `/meta/${meta}`);
		if (replies.length < count) {
			throw SessionFailure.retry(`The answer of Genesys had no reply to the ${meta}`);
		}
		const hint = this.options.hints?.channels;
		const failure = SessionFailure.inReplies(meta, replies, adviceOf(messages), hint);
		// There is no session left to say goodbye to.
		if (failure?.consequence === 'handshake') this.clientId = undefined;
		if (failure) throw failure;
		return replies;
	}
}

/** n8n shows only the message of a failed activation, so it says what to check. */
function notThere(hint: string): Explanations {
	const explanation = {
		message: `Genesys takes no CometD messages there. ${hint}`,
		description: 'Then activate the workflow again.',
	};
	return { '404': explanation, '405': explanation, notJson: explanation, soft: explanation };
}
