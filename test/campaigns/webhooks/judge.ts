import { fateOf, secretsOf, type Draft, type Expected } from './draft';
import type { Outcome } from './wire';

/** An ID as text, whatever it is. */
export const idText = (id: unknown): string => (typeof id === 'string' ? id : JSON.stringify(id));

/** What is wrong with the answers to a delivery and its copies, if anything. */
export function answerProblems(draft: Draft, outcomes: Outcome[]): string[] {
	const { statuses, mayEnd = false, byNode } = fateOf(draft);
	const secrets = secretsOf(draft);
	const problems = outcomes.flatMap(({ status, body, hung }, index) => {
		if (hung) return ['the connection hangs'];
		if (secrets.some((secret) => body.includes(secret))) return [`shows a secret: ${body}`];
		// Nobody waited for it.
		if (draft.leaves && index === 0) return [];
		if (status === undefined) return mayEnd ? [] : ['the connection ended without an answer'];
		if (!statuses.includes(status))
			return [`answered ${status} in place of ${statuses.join(' or ')}: ${body.slice(0, 200)}`];
		return byNode ? bodyProblems(draft, status, body) : [];
	});
	const answers = new Set(outcomes.slice(draft.leaves ? 1 : 0).map(({ body }) => body));
	return answers.size > 1 && statuses[0] === 200 ? [...problems, 'copies differ'] : problems;
}

const REFUSALS: Record<number, string> = {
	401: '{"error":"Unauthorized"}',
	400: '{"error":"The body is not a JSON object"}',
};

function bodyProblems(draft: Draft, status: number, body: string): string[] {
	if (status !== 200) {
		const isForm = draft.contentType?.toLowerCase().startsWith('multipart/form-data');
		return body === REFUSALS[status] || isForm ? [] : [`${status} says ${body.slice(0, 200)}`];
	}
	if (!draft.ids) return [];
	const answer = JSON.parse(body) as { messageId?: string; data?: { ids: Array<{ id: unknown }> } };
	const named = answer.data ? answer.data.ids.map(({ id }) => idText(id)) : [answer.messageId];
	const isNamed = JSON.stringify(named) === JSON.stringify(draft.ids);
	return isNamed ? [] : [`the answer names ${JSON.stringify(named).slice(0, 200)}`];
}

/** What is wrong with what passed the trigger of a delivery, if anything. @param passed the IDs of each execution */
export function executionProblems({ least, most, ids }: Expected, passed: string[][]): string[] {
	const wanted = JSON.stringify(ids);
	const wrong = ids && passed.find((found) => JSON.stringify(found) !== wanted);
	return [
		...(passed.length < least ? [`lost: ${passed.length} executions, not ${least}`] : []),
		...(passed.length > most
			? [`${most === 0 ? 'accepted wrongly' : 'doubled'}: ${passed.length} executions`]
			: []),
		...(wrong ? [`the items name ${JSON.stringify(wrong).slice(0, 200)}`] : []),
	];
}

/** Digests that text shows, of those that are secret: read from the text, since they are many. */
export const shownDigests = (text: string, secret: Set<string>): string[] =>
	(text.match(/[\da-f]{40}|[\w+/]{43}=/gi) ?? []).filter((word) => secret.has(word));
