import type { AgentMessage, AgentSend, Simulator } from '../../../simulator';

/** An agent writes; the delivery must be accepted, with the ID of the message as the only one answered. */
export async function agentSends({ control }: Simulator, message: AgentSend): Promise<string> {
	const { messageId, state, answeredIds, answersWithoutId } =
		await control.messaging.sendFromAgent(message);
	expect([state, answeredIds, answersWithoutId]).toEqual(['delivered', [messageId], 0]);
	return messageId;
}

/** The message as Genesys has it now, after receipts. */
export function messageOf({ control }: Simulator, messageId: string): AgentMessage {
	const found = control.messaging.messages().find((message) => message.messageId === messageId);
	if (!found) throw new Error(`There is no message ${messageId}`);
	return found;
}

/** The receipts for a message: recipient, status, code and words of the reason; in any order. */
export const receiptsOf = ({ control }: Simulator, messageId: string) =>
	control.messaging
		.receipts()
		.filter((receipt) => receipt.messageId === messageId && receipt.known)
		.map(({ to, status, reasons }) => [to, status, ...reasons.flatMap(Object.values)])
		.sort();
