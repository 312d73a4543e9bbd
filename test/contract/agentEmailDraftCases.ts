import type { INodeParameters } from 'n8n-workflow';
import { locator, requestOptions, type WireCase } from './wireCase';

const draftOptions = {
	...requestOptions,
	draftTimeout: 20,
	endpoint: '/notifications',
	topic: '/v2/me/interactions',
};
const postOptions = { ...draftOptions, bodyJson: '{}' };

const replyFields = {
	indentCharacter: '> ',
	queueName: 'email-drafts',
	quoteOriginal: true,
	replyToStartLine: 'You wrote:',
	subjectPrefix: 'Re: ',
};

/** Runs of what begins a draft, without the credential: with each way to name an interaction that the agent has accepted. */
export function agentEmailDraftCases({ Accepted }: { Accepted: string }): WireCase[] {
	const run = (operation: string, parameters: INodeParameters): WireCase => ({
		operation: `genesysAgentEmail.interaction.${operation}`,
		parameters: { options: requestOptions, ...parameters },
	});
	const created = {
		queueName: 'email-drafts',
		interactionType: 'Outbound',
		interactionSubType: 'OutboundNew',
	};
	const emailFields = {
		bccAddress: 'b@example.com',
		ccAddress: 'c@example.com',
		fromAddress: 'support@example.com',
		subject: 'Lamp',
	};
	return [
		...['id', 'list'].flatMap((mode) => {
			const interactionId = locator(mode, Accepted);
			return [
				...['reply', 'replyAll'].flatMap((operation) => [
					run(operation, {
						...{ interactionId, replyFields, options: postOptions },
						...{ waitForDraft: true, simplify: mode === 'id' },
					}),
					run(operation, { interactionId, replyFields, waitForDraft: false }),
				]),
				...['sender', 'everyone'].map((replyTo) => ({
					...run('replyAndSend', {
						...{ interactionId, replyTo, replyFields, emailFields },
						...{ text: 'Sorry', attachments: 'file', options: draftOptions },
					}),
					binary: [{ file: { data: 'TGFtcA==', fileName: 'lamp.txt', mimeType: 'text/plain' } }],
				})),
			];
		}),
		run('create', { ...created, waitForDraft: true, simplify: true, options: postOptions }),
		run('create', { ...created, waitForDraft: true, simplify: false }),
		run('create', { ...created, waitForDraft: false }),
	];
}
