import type { IHookFunctions } from 'n8n-workflow';
import { requireSecret, type SecretCredential } from './secrets';

/**
 * The `webhookMethods` of a trigger that Genesys staff set up: there is nothing to register, and a node without a secret
 * does not go live.
 *
 * @param credential holds the secret
 */
export const setUpByGenesys = (credential: SecretCredential) => ({
	default: {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			return false;
		},
		async create(this: IHookFunctions): Promise<boolean> {
			await requireSecret(this, credential);
			return true;
		},
		async delete(this: IHookFunctions): Promise<boolean> {
			return true;
		},
	},
});
