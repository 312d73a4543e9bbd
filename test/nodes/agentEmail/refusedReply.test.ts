import { interactionIn } from '../../harness/agentEmail';
import { webServicesCredential } from '../../harness/genesysCredentials';
import { runNode } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';

const sim = withSimulator({ samples: false });

test.each([
	['reply', { waitForDraft: true }],
	['reply', { waitForDraft: false }],
	['replyAll', { waitForDraft: true }],
	['replyAndSend', { replyTo: 'sender', text: 'Yes' }],
	['replyAndSend', { replyTo: 'everyone', text: 'Yes' }],
])(
	'%s of what is not accepted yet, %j: the reason, and what is allowed instead',
	async (operation, more) => {
		const value = await interactionIn(sim, 'Invited');
		const { error } = await runNode({
			node: 'genesysAgentEmail',
			parameters: { operation, interactionId: { __rl: true, mode: 'id', value }, ...more },
			credentials: webServicesCredential(sim),
		});
		expect(error?.message).toContain('Web Services did not carry out the operation');
		expect(error?.description).toMatch(
			/Reply(All)? is not allowed in state Invited.*The interaction is in state Invited, which allows: Accept, Reject\./,
		);
		expect(sim.control.webServices.interactions()).toMatchObject([{ state: 'Invited' }]);
	},
);
