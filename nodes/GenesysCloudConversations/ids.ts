/** The field of an ID: those of Genesys Cloud are UUIDs, and what is copied has white space around it at times. */
export const UUID = {
	trim: true,
	placeholder: 'e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca',
} as const;
