import type { INodeTypeDescription } from 'n8n-workflow';
import { fromParameter, NodeConnectionTypes, webhookDescriptionFields } from 'n8n-workflow';
import { flag } from '../../descriptions/fields';
import { defineProperty } from '../../descriptions/property';

/** What differs in the texts. */
interface Words {
	/** What the end of the webhook's address is. */
	path: string;
	/** Who calls it. */
	caller: string;
	/** Heading of the panel in which the addresses are. */
	header: string;
	/** What is delivered. */
	thing: 'event' | 'message';
	/** What is done with the Production URL, to complete "publish the workflow and …". */
	setUp: string;
}

/**
 * n8n takes the mode from the field, and needs no expression for that where it offers these functions: that costs less for what
 * anybody can send.
 */
const responseMode =
	typeof webhookDescriptionFields === 'function'
		? webhookDescriptionFields({ responseMode: fromParameter('responseMode') })
		: { responseMode: '={{$parameter["responseMode"]}}' };

/** What the descriptions of triggers with a signed webhook have in common. */
export function webhookDescription({ path, caller, header, thing, setUp }: Words) {
	const building = `<b>While you build</b>, click "Execute step" and send a signed ${thing} to the Test URL.`;
	return {
		eventTriggerDescription: `Waiting for ${caller} to call the Test URL`,
		activationMessage: `${caller} can now deliver to the Production URL of this node.`,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path,
				...responseMode,
				// Empty, or n8n would answer its own text instead of what the node returns; see respond.ts for the end.
				responseData: '',
			},
		],
		triggerPanel: {
			header,
			executionsHelp: {
				inactive: `${building}<br /><br /><b>When you are done</b>, publish the workflow and ${setUp}.`,
				active: `${building}<br /><br /><b>Your workflow is published</b>: it runs for every delivery to the Production URL. Those executions are in the executions list.`,
			},
			activationHint: `Publish the workflow, then ${caller} can deliver to the Production URL.`,
		},
	} satisfies Partial<INodeTypeDescription>;
}

/** The option by which a redelivery starts nothing. @param what is delivered */
export const ignoreRedeliveries = (what: 'delivery' | 'message') =>
	flag(
		'ignoreRedeliveries',
		'Ignore Redeliveries',
		`Whether a ${what} that was already taken is answered again without starting the workflow`,
		{ default: true },
	);

/** When a delivery is answered: n8n's own values, since it reads them too. @param what is delivered */
export const respond = (what: 'delivery' | 'message') =>
	defineProperty({
		displayName: 'Respond',
		name: 'responseMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description: `As soon as n8n has taken the ${what}, which starts the workflow once`,
			},
			{
				name: 'When the Workflow Finishes',
				value: 'lastNode',
				description: `A ${what} whose workflow failed, or took longer than Genesys waits, is delivered again and starts it again`,
			},
		],
		default: 'onReceived',
		description: 'When to answer, and with that whether Genesys is told how the workflow ended',
	});
