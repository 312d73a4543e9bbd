import type { ApiOperation } from './operations';

/** Third-Party Messaging has one request for all types of messages, and a documented form for each type. */
interface Body {
	messages?: Array<{ type?: string }>;
}

/** Whether every message of a body has the type that a typed form is for. */
export function isVariant({ body }: ApiOperation, text: string): boolean {
	const types = body?.fields.find(({ name }) => name === 'messages[].type')?.enum ?? [];
	const messages = messagesIn(text);
	return messages.length > 0 && messages.every(({ type = '' }) => types.includes(type));
}

/** The bodies of a request for each of its messages; none when it has not several. */
export function bodiesOfEach(text: string): string[] {
	const messages = messagesIn(text);
	return messages.length > 1 ? messages.map((one) => JSON.stringify({ messages: [one] })) : [];
}

function messagesIn(text: string): Array<{ type?: string }> {
	try {
		const { messages = [] } = JSON.parse(text) as Body;
		return Array.isArray(messages) ? messages : [];
	} catch {
		return [];
	}
}
