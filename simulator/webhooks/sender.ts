import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Faker } from '@faker-js/faker';
import axios from 'axios';
import { keep } from '../core/bounded';
import { ApiError } from '../core/errors';
import type { RandomSource } from '../core/random';
import { newStopper } from '../core/timers';
import type {
	Delivery,
	DeliveryAttempt,
	DeliveryOptions,
	Redelivery,
	SenderOptions,
	WebhookSettings,
} from './model';
import { sign } from './signature';

const DELIVERIES_KEPT = 10_000;

/** Signs and delivers webhooks, sends them again when they are not accepted, and remembers each attempt. */
export class WebhookSender {
	private kept: Delivery[] = [];
	private running = new Set<Promise<unknown>>();
	private stopping = newStopper();
	private traceIds: Faker;
	// No kept-alive sockets: none is left behind when the simulator closes.
	private readonly agents = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };

	/** @param accepts whether a status means that the receiver has taken the delivery */
	constructor(
		private current: WebhookSettings,
		private readonly accepts: (status: number) => boolean,
		private readonly random: RandomSource,
		private readonly options: SenderOptions = {},
	) {
		this.traceIds = this.newTraceIds();
	}

	settings(): WebhookSettings {
		return { ...this.current };
	}

	/** Changes the settings given; deliveries under way use them from their next attempt on. */
	set(changes: Partial<WebhookSettings>): WebhookSettings {
		this.current = { ...this.current, ...changes };
		return this.settings();
	}

	/** Sends in the background. The result settles when the delivery is accepted or given up. */
	deliver(
		operationId: string,
		body: string,
		options: DeliveryOptions = {},
	): { delivery: Delivery; done: Promise<Delivery> } {
		const { spoil = null, secret, copies = 1 } = options;
		const delivery: Delivery = { operationId, body, spoil, state: 'pending', attempts: [] };
		if (secret !== undefined) delivery.secret = secret;
		keep(this.kept, delivery, DELIVERIES_KEPT);
		if (!this.current.url) {
			delivery.state = 'unsent';
			return { delivery, done: Promise.resolve(delivery) };
		}
		const sent = Array.from(
			{ length: copies },
			async () => await this.untilAccepted(delivery, options.maxAttempts),
		);
		return { delivery, done: this.track(this.outcome(delivery, sent)) };
	}

	/**
	 * Sends a delivery again as it was (the same bytes, a new trace id), whatever was answered before.
	 * @throws ApiError 404 for an unknown operation id, 409 when no URL is set
	 */
	async redeliver(
		operationId: string,
		{ times = 1, atOnce = false }: Redelivery = {},
	): Promise<DeliveryAttempt[]> {
		const delivery = this.kept.find((candidate) => candidate.operationId === operationId);
		if (!delivery) throw new ApiError(404, `There is no delivery ${operationId}`);
		if (!this.current.url) throw new ApiError(409, 'No webhook URL is set');
		const again = async () => {
			const attempt = await this.track(this.attempt(delivery));
			if (this.isAccepted(attempt)) delivery.state = 'delivered';
			return attempt;
		};
		if (atOnce) return await Promise.all(Array.from({ length: times }, again));
		const attempts: DeliveryAttempt[] = [];
		for (let i = 0; i < times; i++) attempts.push(await again());
		return attempts;
	}

	deliveries(): Delivery[] {
		return structuredClone(this.kept);
	}

	clear(): void {
		this.kept = [];
	}

	/** Waits until no delivery is under way any more. */
	async settled(): Promise<void> {
		while (this.running.size > 0) await Promise.allSettled([...this.running]);
	}

	/** Gives up everything under way, and returns when nothing of it is left. */
	async stop(): Promise<void> {
		this.stopping.abort();
		await this.settled();
		this.agents.httpAgent.destroy();
		this.agents.httpsAgent.destroy();
	}

	/** Gives up everything under way and forgets all deliveries; the settings stay. */
	async reset(): Promise<void> {
		await this.stop();
		this.stopping = newStopper();
		this.traceIds = this.newTraceIds();
		this.clear();
	}

	private newTraceIds(): Faker {
		return this.random(this.options.stream ?? 'webhook-trace-ids');
	}

	private async track<T>(work: Promise<T>): Promise<T> {
		this.running.add(work);
		try {
			return await work;
		} finally {
			this.running.delete(work);
		}
	}

	/** One copy that is accepted is enough. */
	private async outcome(delivery: Delivery, sent: Array<Promise<boolean>>): Promise<Delivery> {
		const accepted = (await Promise.all(sent)).includes(true);
		// A redelivery may have been accepted meanwhile.
		if (accepted) delivery.state = 'delivered';
		if (delivery.state === 'pending') {
			delivery.state = this.stopping.signal.aborted ? 'stopped' : 'failed';
		}
		return delivery;
	}

	private async untilAccepted(delivery: Delivery, maxAttempts?: number): Promise<boolean> {
		const { signal } = this.stopping;
		for (let sent = 0; sent < (maxAttempts ?? this.current.maxAttempts); sent++) {
			if (sent > 0) await sleep(this.current.retryDelayMs, undefined, { signal }).catch(() => {});
			if (signal.aborted) break;
			const attempt = await this.attempt(delivery);
			if (this.isAccepted(attempt)) return true;
			if (attempt.status !== null && this.options.refuses?.(attempt.status)) break;
		}
		return false;
	}

	private isAccepted({ status }: DeliveryAttempt): boolean {
		return status !== null && this.accepts(status);
	}

	private async attempt(delivery: Delivery): Promise<DeliveryAttempt> {
		const { url, timeoutMs } = this.current;
		const secret = delivery.secret ?? this.current.secret;
		const started = Date.now();
		const traceId = (this.options.traceId ?? hexTraceId)(this.traceIds);
		const key = delivery.spoil === 'wrongSecret' ? `not ${secret}` : secret;
		const signature =
			delivery.spoil === 'unsigned' ? null : (this.options.sign ?? sign)(delivery.body, key);
		const header = this.options.signatureHeader ?? 'X-Hub-Signature';
		const attempt: DeliveryAttempt = {
			number: delivery.attempts.length + 1,
			time: new Date(started).toISOString(),
			durationMs: 0,
			url,
			traceId,
			signature,
			status: null,
			answer: null,
			error: null,
		};
		delivery.attempts.push(attempt);
		try {
			const response = await axios.post<string>(url, bytesToSend(delivery), {
				headers: {
					'Content-Type': 'application/json',
					'X-B3-TraceId': traceId,
					...(signature === null ? {} : { [header]: signature }),
				},
				timeout: timeoutMs,
				signal: this.stopping.signal,
				maxRedirects: 0,
				proxy: false,
				responseType: 'text',
				transformResponse: (answer: string) => answer,
				validateStatus: () => true,
				...this.agents,
			});
			attempt.status = response.status;
			attempt.answer = response.data;
		} catch (error) {
			attempt.error = (error as Error).message;
		}
		attempt.durationMs = Date.now() - started;
		return attempt;
	}
}

function bytesToSend({ body, spoil }: Delivery): Buffer {
	if (spoil === 'tampered') return Buffer.from(body.replace('{', '{"tampered":true,'));
	const bytes = Buffer.from(body);
	return spoil === 'truncated' ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
}

function hexTraceId(ids: Faker): string {
	return ids.string.hexadecimal({ length: 16, casing: 'lower', prefix: '' });
}
