import type { Explanations } from '../../shared/transport/api';

/** Of requests about a participant. */
export const aboutParticipant: Explanations = {
	'409': {
		message: 'The state of the conversation does not allow this',
		description:
			'Get the conversation: it shows whether the participant is still connected. One that has left it cannot be changed.',
	},
	'conversation.error.forbidden.not.active.participant': {
		message: 'Only who takes part in the conversation may do this',
		description:
			'Use a credential that was connected by a user who takes part in it. Get the conversation: it shows who does.',
	},
};

/** Of the conversations of the signed-in user. Where there is no user, Genesys has no error code for them. */
export const aboutOwn: Explanations = {
	'400': {
		message: 'Genesys Cloud does not list the conversations of the signed-in user',
		description:
			'Client credentials have none: use a credential with the grant type Authorization Code (PKCE), connected by the user whose conversations are wanted.',
	},
};

/** Of a wrap-up that is given. */
export const aboutWrapUp: Explanations = {
	'missing.wrapup.code': {
		message: 'Genesys Cloud wants a wrap-up code',
		description:
			'Give a Wrap-Up Code ID. Only a wrap-up with Provisional on, which is completed later, can do without.',
	},
};

/** Of a wrap-up that is read. */
export const noWrapUp: Explanations = {
	'404': {
		message: 'Genesys Cloud has no wrap-up there',
		description:
			'Either none was given yet, or the conversation is of another kind, or has no such participant. What was saved for later is found with Provisional in the options.',
	},
};

/** Of a transfer. */
export const aboutTransfer: Explanations = {
	...aboutParticipant,
	'conversations.error.queue.not.found': {
		message: 'Genesys Cloud does not have the queue to transfer to',
		description: 'Choose it from the list, or give its ID, not its name.',
	},
	'conversations.error.transfer.not.connected': {
		message: 'Only a connected participant can be transferred',
		description:
			'Get the conversation: it shows the state of each participant. Choose the one who is connected.',
	},
};

/** Of an email conversation that is taken up again. */
export const aboutReconnecting: Explanations = {
	'400': {
		message: 'Genesys Cloud did not reconnect the user',
		description:
			'Client credentials have no user: this needs a credential with the grant type Authorization Code (PKCE). With such a one, compare the Conversation ID with the reason that Genesys gives.',
	},
	'409': {
		message: 'The conversation cannot be reconnected',
		description: 'Only one that everybody has left can be. Get it to see who is still connected.',
	},
	'email.reconnect.agent.limit.exceeded': {
		message: 'The user has as many emails as are allowed',
		description: 'End or park one of them before this one is reconnected.',
	},
	'email.reconnect.already.connected': {
		message: 'The conversation is still connected',
		description: 'Only one that everybody has left can be reconnected.',
	},
	'email.reconnect.expired': {
		message: 'The conversation was disconnected too long ago to be reconnected',
		description: 'Begin a new one: Create of the resource Email, with the direction Outbound.',
	},
	'email.reconnect.no.external': {
		message: 'The conversation has no customer to reconnect with',
		description: 'Begin a new one: Create of the resource Email, with the direction Outbound.',
	},
	'email.reconnect.no.internal': {
		message: 'The user did not take part in the conversation',
		description: 'Use a credential that a user connected who took part in it.',
	},
};

/** Of parking. */
export const aboutParking: Explanations = {
	...aboutParticipant,
	'email.park.communication.not.connected': {
		message: 'Only a connected email can be parked',
		description: 'It is alerting, parked already, or the participant has left the conversation.',
	},
	'email.unpark.communication.not.parked': {
		message: 'The email is not parked',
		description: 'Only what was parked can be resumed.',
	},
	'conversation.error.park.user.concurrent.max.exceeded': {
		message: 'The agent has parked as many emails as are allowed',
		description: 'Resume one of them before this one is parked.',
	},
};
