import type { Faker } from '@faker-js/faker';

export interface WebhookSettings {
	/** Where to deliver; empty = nothing is sent. */
	url: string;
	/** Key of the signature. */
	secret: string;
	/** How long to wait for an answer, in milliseconds. */
	timeoutMs: number;
	/** How long to wait before a delivery is sent again, in milliseconds. */
	retryDelayMs: number;
	/** How often one delivery is sent at most. */
	maxAttempts: number;
}

export const SPOILS = ['tampered', 'unsigned', 'wrongSecret', 'truncated'] as const;

/**
 * What is wrong with a delivery on purpose. `tampered`: the body is changed after signing; `unsigned`: no
 * signature header; `wrongSecret`: signed with another key; `truncated`: half of the signed body is sent.
 */
export type Spoil = (typeof SPOILS)[number];

export interface DeliveryAttempt {
	/** Counts from 1 within the delivery. */
	number: number;
	/** ISO 8601. */
	time: string;
	durationMs: number;
	url: string;
	traceId: string;
	/** The X-Hub-Signature header as sent; null when none was sent. */
	signature: string | null;
	/** Status of the answer; null when none came. */
	status: number | null;
	/** Body of the answer; null when none came. */
	answer: string | null;
	/** Why no answer came. */
	error: string | null;
}

export interface Delivery {
	operationId: string;
	/** The body as sent: every attempt sends the same bytes. */
	body: string;
	spoil: Spoil | null;
	/** Signs this delivery instead of the secret that is set. */
	secret?: string;
	/** `unsent`: no URL was set. `stopped`: the simulator was closed or reset meanwhile. */
	state: 'pending' | 'delivered' | 'failed' | 'unsent' | 'stopped';
	attempts: DeliveryAttempt[];
}

/** What one delivery does differently. */
export interface DeliveryOptions {
	spoil?: Spoil;
	/** Default: as set. */
	maxAttempts?: number;
	/** Default: as set. */
	secret?: string;
	/** How many copies go out at once, each until it is accepted or given up; default 1. */
	copies?: number;
}

/** How a delivery is sent again. */
export interface Redelivery {
	/** Default 1. */
	times?: number;
	/** All at once instead of one after the other. */
	atOnce?: boolean;
}

/** What one kind of webhook does differently. */
export interface SenderOptions {
	/** Whether a status ends the delivery unaccepted; default never: all attempts are made. */
	refuses?: (status: number) => boolean;
	/** Name of the random stream of the trace ids; default `webhook-trace-ids`. */
	stream?: string;
	/** Value of the signature header; default: that of `X-Hub-Signature`. */
	sign?: (body: string, secret: string) => string;
	/** Default `X-Hub-Signature`. */
	signatureHeader?: string;
	/** Default: 16 hex digits. */
	traceId?: (ids: Faker) => string;
}
