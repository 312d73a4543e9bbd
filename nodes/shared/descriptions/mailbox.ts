import { UserError } from 'n8n-workflow';

/** Who an email comes from or goes to. */
export interface Mailbox {
	address: string;
	name?: string;
}

/** An address, alone or as `Name <address>`. @throws UserError when it is none */
export function mailbox(written: string): Mailbox {
	const [, name = '', inBrackets = written] = /^([^<]*)<([^<>]*)>$/.exec(written.trim()) ?? [];
	const address = inBrackets.trim();
	if (!/^[^@\s]+@[^@\s]+$/.test(address)) {
		throw new UserError(`"${written.trim()}" is no email address`, {
			description:
				'Write the address alone, as ann@example.com, or a name and then the address in angle brackets. A name with a comma needs double quotes around it.',
		});
	}
	const quoted = /^"(.*)"$/.exec(name.trim())?.[1];
	// Within quotes, a backslash stands before a quote that is meant.
	const plain = quoted?.replace(/\\(.)/g, '$1') ?? name.trim();
	return plain ? { address, name: plain } : { address };
}

/** Addresses that were separated at each comma, also at those within the quotes of a name. */
export const mailboxes = (written: readonly string[]): Mailbox[] =>
	(written.join(', ').match(/(?:"(?:\\.|[^"\\])*"|[^",])+/g) ?? []).map(mailbox);
