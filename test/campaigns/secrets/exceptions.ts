/** A secret that may stand somewhere, since a user wants it there. */
export interface Exception {
	/** Why it is right. */
	reason: string;
	/** Of the secret: from where it is known. */
	from: RegExp;
	/** Beginning of the name of the workflow. */
	workflow: string;
	/** `table.column` of n8n's database. */
	place: RegExp;
}

/** Each has to be used by a run of all tests, or it is to go. */
export const EXCEPTIONS: Exception[] = [];
