import { createHash, createHmac } from 'node:crypto';

/** How one of the products signs, written anew: the code under test has its own. */
export interface Scheme {
	header: string;
	algorithm: 'sha1' | 'sha256';
	encoding: 'hex' | 'base64';
}

const SHA1: Scheme = { header: 'X-Hub-Signature', algorithm: 'sha1', encoding: 'hex' };
const SHA256: Scheme = { header: 'X-Hub-Signature-256', algorithm: 'sha256', encoding: 'base64' };

/** What delivers: its form, its signature, and the credential that its trigger has. */
export interface Product {
	scheme: Scheme;
	/** The type of the node, and the last part of its address. */
	node: string;
	path: string;
	credential: string;
	/** Fields of the credential. */
	fields: { current: string; previous: string };
	/** An honest delivery. @param id as JSON @param inner fields of the thing itself, each with a comma after it */
	body: (id: string, inner: string) => string;
	/** The IDs that an item of the trigger names. */
	idsOf: (item: Record<string, unknown>) => unknown[];
}

const webhook = { current: 'appSecret', previous: 'previousAppSecret' };

export const PRODUCTS = {
	interactions: {
		scheme: SHA1,
		node: 'genesysInteractionsTrigger',
		path: 'interactions',
		credential: 'genesysWebhookApi',
		fields: webhook,
		body: (id, inner) =>
			`{"operationId":${id},"data":{"entities":[{"event":"STARTED","entity":{${inner}"id":${id},"mediaType":"chat","interactionSubtype":"InboundNew"}}]}}`,
		idsOf: ({ id, events }) =>
			Array.isArray(events) ? events.map((one) => (one as { id: unknown }).id) : [id],
	},
	messaging: {
		scheme: SHA1,
		node: 'genesysMessagingTrigger',
		path: 'messaging',
		credential: 'genesysMessagingChannelApi',
		fields: { current: 'channelSecret', previous: 'previousChannelSecret' },
		body: (id, inner) =>
			`{${inner}"channel":{"id":"sms-channel","type":"sms","from":{"id":"sms-channel"},"to":{"id":"16504661149"},"messageId":${id}},"type":"Text","text":"Größe 42 😀"}`,
		idsOf: ({ messageId }) => [messageId],
	},
	cloud: {
		scheme: SHA256,
		node: 'genesysCloudMessagingTrigger',
		path: 'cloud-messaging',
		credential: 'genesysWebhookApi',
		fields: webhook,
		body: (id, inner) =>
			`{${inner}"id":${id},"channel":{"id":"integration","platform":"Open","type":"Private","messageId":${id},"to":{"id":"customer","idType":"Opaque"},"time":"2026-01-02T03:04:05.678Z"},"type":"Text","text":"Größe 42 😀","direction":"Outbound","originatingEntity":"Human"}`,
		idsOf: ({ messageId }) => [messageId],
	},
} satisfies Record<string, Product>;

/** A trigger that is live. */
export interface Target {
	name: string;
	product: Product;
	/** The one that the product signs with. */
	secret: string;
	/** One that is accepted still. */
	previous?: string;
	parameters: Record<string, unknown>;
	/** Ignore Redeliveries. */
	once: boolean;
}

const { interactions, messaging, cloud } = PRODUCTS;

/** When they answer: `RESPOND=lastNode` is When the Workflow Finishes. */
const { RESPOND } = process.env;

/** As long and as odd as secrets are; no part of one is a word. */
const secretOf = (name: string) =>
	`kJ8"\\/ä€+${createHash('sha256').update(name).digest('base64url').slice(0, 12)}=qX2vNw7RzT&<p>`;

const target = (
	name: string,
	product: Product,
	more: Partial<Pick<Target, 'parameters' | 'once' | 'previous'>> = {},
): Target => ({
	...{ name, product, secret: secretOf(name), once: true, ...more },
	parameters: { ...more.parameters, ...(RESPOND ? { responseMode: RESPOND } : {}) },
});

/** All three triggers: plain, with a secret that is being changed and all output, and with Ignore Redeliveries off. */
export const TARGETS: Target[] = [
	target('interactions', interactions),
	target('interactions-changing', interactions, {
		previous: secretOf('before-1'),
		parameters: { output: 'delivery', options: { includeHeaders: true } },
	}),
	target('messaging', messaging),
	target('messaging-changing', messaging, {
		previous: secretOf('before-2'),
		parameters: { options: { includeRaw: true } },
	}),
	target('cloud', cloud),
	target('cloud-changing', cloud, {
		previous: secretOf('before-3'),
		parameters: { options: { includeRaw: true } },
	}),
	...[interactions, messaging, cloud].map((product) =>
		target(`${product.path}-eager`, product, {
			once: false,
			parameters: { options: { ignoreRedeliveries: false } },
		}),
	),
];

/** The digest of bytes, as the scheme writes it. */
export const digestOf = ({ algorithm, encoding }: Scheme, bytes: Buffer, secret: string): string =>
	createHmac(algorithm, secret).update(bytes).digest(encoding);

/** The value of the header. */
export const signatureOf = (scheme: Scheme, bytes: Buffer, secret: string): string =>
	`${scheme.algorithm}=${digestOf(scheme, bytes, secret)}`;
