/** What became of a message, as Third-Party Messaging lists it. */
export const receiptStatuses = [
	{ name: 'Delivered', value: 'Delivered', description: 'It reached the recipient' },
	{ name: 'Failed', value: 'Failed', description: 'It could not be delivered' },
	{ name: 'Removed', value: 'Removed', description: 'It was published, and removed later' },
] as const;

/** Why a message was not delivered, with the codes of Third-Party Messaging. */
export const reasonCodes = [
	{ name: '305 Message Expired', value: 305 },
	{ name: '310 Rate Limit Reached', value: 310 },
	{ name: '350 Message Not Allowed', value: 350 },
	{ name: '500 General Error', value: 500 },
	{ name: '510 Unsupported Message', value: 510 },
	{ name: '512 Unknown Message', value: 512 },
	{ name: '520 Invalid Message Structure', value: 520 },
	{ name: '530 Invalid Destination', value: 530 },
] as const;
