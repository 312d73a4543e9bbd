import type { Simulator } from '../../simulator';
import type { OpenState } from '../../simulator/webServices/model';
import { until } from './until';

const authorization = `Basic ${Buffer.from('agent:agent-password').toString('base64')}`;

/** Does something as the agent of the simulator, without a node. @returns the body of the answer */
export async function asAgent(
	{ url }: Pick<Simulator, 'url'>,
	interactionId: string,
	body: object,
): Promise<Record<string, unknown>> {
	const response = await fetch(`${url}/api/v2/me/interactions/${interactionId}`, {
		method: 'POST',
		headers: { authorization, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const answer = (await response.json()) as Record<string, unknown>;
	if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
	return answer;
}

/** An interaction that the agent has in this state; a draft is a reply to one that stays Accepted. @returns its ID */
export async function interactionIn(
	sim: Simulator,
	state: OpenState,
	email: Parameters<typeof sim.control.webServices.addEmail>[0] = {},
): Promise<string> {
	const { id } = await sim.control.webServices.addEmail(email);
	if (state === 'Invited') return id;
	await asAgent(sim, id, { operationName: 'Accept' });
	if (state === 'Accepted') return id;
	const { replyInteractionId } = await asAgent(sim, id, {
		...{ operationName: 'ReplyAll', subjectPrefix: 'Re: ', indentCharacter: '> ' },
	});
	const draft = String(replyInteractionId);
	const isThere = () => sim.control.webServices.interactions().some((one) => one.id === draft);
	await until(isThere, 'the draft');
	return draft;
}

/** Attaches a letter to a draft. @returns the ID of the attachment */
export async function attachTo({ url }: Pick<Simulator, 'url'>, draft: string): Promise<string> {
	const body = new FormData();
	body.append('attachment', new Blob(['Hello'], { type: 'text/plain' }), 'letter.txt');
	const path = `/api/v2/me/interactions/${draft}/attachments`;
	const response = await fetch(url + path, { method: 'POST', headers: { authorization }, body });
	const { documentId } = (await response.json()) as { documentId?: string };
	if (!documentId) throw new Error(`No attachment: ${response.status}`);
	return documentId;
}
