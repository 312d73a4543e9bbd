import { UserError } from 'n8n-workflow';

/** Scheme and host, without a user; the path; the query. What URL parsers would read as something else is in none of them. */
const PARTS = /^(https?:\/\/[^/?#@\\\s]+)(\/[^?#\\\s]*)(\?[^#\\\s]*)?$/i;

/**
 * A part of a path that is one name to every server: it neither begins with a dot, nor holds, encoded, what separates
 * or climbs (`/`, `\`, `.`, `%`) or a control character.
 */
const SEGMENT = /^(?!\.)(?:[\w.~:+,=-]|%(?!2[5EF]|5C|[01]|7F)[0-9A-F]{2})+$/i;

/**
 * The path, with its query, of a complete address below `root`. The credential goes to the Base URL only, so scheme, host
 * and port have to be the same, and nothing in the path may lead out of `root`.
 *
 * @param root the base path of an API at the Base URL
 * @throws UserError when the address is another one
 */
export function pathIn(root: string, address: string): string {
	const [, server, path = '', query = ''] = PARTS.exec(address.trim()) ?? [];
	const own = new URL(root);
	const ownRoot = own.origin + own.pathname;
	const given = server && URL.canParse(server) ? new URL(server) : undefined;
	if (!given) {
		throw new UserError('The address is not one that the node requests', {
			description: `It has to be complete, as Genesys sends it, and without a user name: ${ownRoot}/…`,
		});
	}
	if (given.origin !== own.origin) {
		throw new UserError('The address leads to another server than the credential', {
			description: `It names ${given.origin}, and the Base URL of the credential is at ${own.origin}, the only place that the credential is sent to. If both are the same Genesys, use a credential with the other one as its Base URL, or replace the beginning of the address by an expression.`,
		});
	}
	const below = path.startsWith(`${own.pathname}/`) ? path.slice(own.pathname.length) : '';
	if (
		below &&
		below
			.slice(1)
			.split('/')
			.every((segment) => SEGMENT.test(segment))
	) {
		return below + query;
	}
	throw new UserError('The address leads to something else than the node requests', {
		description: `Its path has to be below ${own.pathname}, without "..", and without encoded slashes, dots or percent signs.`,
	});
}
