import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../shared/transport/body';
import { jsonOrText } from '../shared/transport/json';

/** The JSON object of a part of a JWT (RFC 7519, section 7.2); undefined when it is none. */
export function decoded(part: string): IDataObject | undefined {
	const object = jsonOrText(Buffer.from(part, 'base64url').toString('utf8'));
	return isObject(object) ? object : undefined;
}
