/** What shows in the empty field of an ID: those of Genesys Cloud are UUIDs. */
export const UUID = { placeholder: 'e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca' } as const;
