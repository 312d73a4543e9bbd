import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Stands for an OpenAI key. */
export const MODEL_KEY = 'demo-model-key';

/** Below the address of the stand-ins: what the Base URL of an OpenAI credential ends with. */
export const MODEL_PATH = '/stand-in/v1';

interface ToolCall {
	id: string;
	type: 'function';
	function: { name: string; arguments: string };
}

interface Message {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content?: string | null;
	tool_calls?: ToolCall[];
}

interface Tool {
	function: { name: string; parameters?: { properties?: Record<string, unknown> } };
}

interface Asked {
	model?: string;
	messages: Message[];
	tools?: Tool[];
}

/** What the stand-in says next: text, or that it wants a tool with these arguments. */
type Turn = string | { tool: RegExp; args: Record<string, unknown> };

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/**
 * Serves the part of OpenAI's Chat Completions that n8n's AI Agent needs. In place of a model, fixed rules answer: who takes
 * part in a conversation, "Wrap up … as …", for which the code is looked up by its name, and "Where is my order …", which goes to
 * an agent when there is no such order.
 */
export function serveModel(app: FastifyInstance): void {
	app.get(`${MODEL_PATH}/models`, async () => ({
		object: 'list',
		data: [{ id: 'rules', object: 'model', created: 0, owned_by: 'stand-in' }],
	}));
	app.post(`${MODEL_PATH}/chat/completions`, async ({ headers, body }, reply) => {
		if (headers.authorization !== `Bearer ${MODEL_KEY}`) {
			return await reply
				.code(401)
				.send({ error: { message: 'Wrong key', code: 'invalid_api_key' } });
		}
		const asked = body as Asked;
		const { content, tool_calls } = messageFor(asked);
		return {
			id: `chatcmpl-${randomUUID()}`,
			object: 'chat.completion',
			created: 0,
			model: asked.model ?? 'rules',
			choices: [
				{
					index: 0,
					message: { role: 'assistant', content, ...(tool_calls ? { tool_calls } : {}) },
					finish_reason: tool_calls ? 'tool_calls' : 'stop',
				},
			],
			usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
		};
	});
}

function messageFor(asked: Asked): Pick<Message, 'content' | 'tool_calls'> {
	const turn = turnFor(asked.messages);
	if (typeof turn === 'string') return { content: turn };
	const tool = (asked.tools ?? []).find((one) => turn.tool.test(one.function.name));
	if (!tool) return { content: `I have no tool for that: ${turn.tool.source}` };
	const { name, parameters } = tool.function;
	// What somebody has to approve has the parameters of the tool apart from those of the review.
	const isReviewed = 'toolParameters' in (parameters?.properties ?? {});
	const args = isReviewed ? { toolParameters: turn.args, hitlParameters: {} } : turn.args;
	const call = { name, arguments: JSON.stringify(args) };
	return {
		content: null,
		tool_calls: [{ id: `call_${randomUUID()}`, type: 'function', function: call }],
	};
}

function turnFor(messages: Message[]): Turn {
	const last = messages.map(({ role }) => role).lastIndexOf('user');
	const text = messages[last]?.content ?? '';
	const results = messages
		.slice(last)
		.flatMap(({ role, content }) => (role === 'tool' ? [content] : []));
	const conversationId = ID.exec(text)?.[0] ?? '';
	const order = /^where is my order (\w+)/i.exec(text)?.[1];
	if (order) return whereIs(order, text, results.map(String));
	const wanted = /^wrap up .* as (.+)$/is.exec(text)?.[1].trim();
	return wanted
		? wrapUp(conversationId, wanted, results.map(String))
		: whoIsIn(conversationId, results.map(String));
}

function whoIsIn(conversationId: string, [found]: string[]): Turn {
	if (found === undefined) return { tool: /^Get_any_conversation/, args: { conversationId } };
	const purposes = [...found.matchAll(/\\?"purpose\\?":\\?"(\w+)/g)].map(([, purpose]) => purpose);
	return purposes.length > 0 ? `In it: ${purposes.join(', ')}` : found;
}

function whereIs(orderNumber: string, question: string, [found, done]: string[]): Turn {
	if (found === undefined) return { tool: /^Find_order/, args: { orderNumber } };
	const [state, arrival] = ['Status', 'Arrival'].map(
		(name) => new RegExp(`\\\\?"${name}\\\\?":\\\\?"([^"\\\\]+)`).exec(found)?.[1],
	);
	if (state) return `Order ${orderNumber}: ${state}, arrives ${arrival}`;
	if (done !== undefined) return /accepted/.test(done) ? 'Somebody will answer you.' : done;
	const customerNumber = /\+\d+/.exec(question)?.[0] ?? '';
	return { tool: /^Hand_over/, args: { customerNumber, question } };
}

function wrapUp(conversationId: string, name: string, [codes, done]: string[]): Turn {
	if (codes === undefined) return { tool: /^Get_many_wrapup_codes/, args: { name } };
	if (done !== undefined) return /success/.test(done) ? `Wrapped up as ${name}` : done;
	const wrapUpCode = ID.exec(codes)?.[0];
	if (!wrapUpCode) return `There is no wrap-up code ${name}`;
	return { tool: /^Apply_wrapup_code_to_message/, args: { conversationId, wrapUpCode } };
}
