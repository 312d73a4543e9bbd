import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Api, ApiCredential } from './api';

/**
 * The API that the user chose; the parameter holds no expression, so it is read as it is saved.
 *
 * @throws NodeOperationError when there is no such API
 */
export function chosenApi<Choice extends Api>(node: INode, apis: readonly Choice[]): Choice {
	const [first] = apis;
	const { api = first.choice?.value } = node.parameters;
	const chosen = apis.find(({ choice }) => choice?.value === api);
	if (chosen) return chosen;
	throw new NodeOperationError(node, `This node knows no API "${String(api)}"`, {
		description: `Choose one of these in API: ${apis.flatMap(({ choice }) => choice?.name ?? []).join(', ')}.`,
	});
}

/**
 * The credential type that the user chose; the parameter holds no expression, so it is read as it is saved.
 *
 * @throws NodeOperationError when the API does not take it
 */
export function chosenCredential(node: INode, api: Api): ApiCredential {
	const [first] = api.credentials;
	const { authentication } = node.parameters;
	if (authentication === undefined || api.credentials.length === 1) return first;
	const chosen = api.credentials.find((known) => known.authentication === authentication);
	if (chosen) return chosen;
	throw new NodeOperationError(node, 'The chosen API does not take this kind of credential', {
		description: chooseOneOf(api.credentials),
	});
}

/** What to do when the credential is of none of these kinds. */
export const chooseOneOf = (credentials: readonly ApiCredential[]) =>
	`Choose a credential of another type: ${credentials.map(({ displayName }) => displayName).join(' or ')}.`;

/** The Base URL of a credential, without blanks or slashes at its end. @throws NodeOperationError when it is no http(s) address */
export function baseUrl(data: ICredentialDataDecryptedObject, node: INode): string {
	const text = String(data.baseUrl ?? '').trim();
	if (!/^https?:\/\/[^/\s]+/i.test(text)) {
		throw new NodeOperationError(node, `The Base URL "${text}" is not a web address`, {
			description: 'Enter it in the credential as https://host, without the path of an API.',
		});
	}
	return text.replace(/\/+$/, '');
}
