/** What a client sends to say who it is. */
export interface ClientCredentials {
	id: string;
	secret: string;
}

/**
 * The readings of `Authorization: Basic`: as it is sent, and with ID and secret form-url-decoded. RFC 6749, section 2.3.1,
 * wants both encoded before they are joined (`demo%2Dclient`); most clients send them as they are.
 */
export function basicCredentials(authorization: string | undefined): ClientCredentials[] {
	const [, encoded] = /^basic +([\w+/=-]+) *$/i.exec(authorization ?? '') ?? [];
	const [, id, secret] =
		/^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
	if (id === undefined) return [];
	const sent = { id, secret };
	try {
		return [sent, { id: formDecoded(id), secret: formDecoded(secret) }];
	} catch {
		return [sent];
	}
}

/** @throws URIError when a `%` begins nothing that stands for a character */
function formDecoded(text: string): string {
	return decodeURIComponent(text.replaceAll('+', ' '));
}
