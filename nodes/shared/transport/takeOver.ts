import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { ApiRequest } from './api';
import { pause } from './pause';
import type { ApiResponse } from './response';
import { Failed } from './retry';

/** Milliseconds between looks at the credential: another process stores what it got a little after it has used the old one up. */
const WAITS_MS = [0, 250, 500, 1_000, 2_000];

type SendOnce = (request: ApiRequest) => Promise<ApiResponse | Failed>;

/**
 * Two processes of n8n can find out at once that a token has expired, and a refresh token is good for one call: who comes second is
 * refused. So the credential is read again, and what the other process has stored in it is gone on with.
 *
 * @param data what requests are sent with; gets what was found
 * @param read the credential as it is stored now
 * @param secrets the fields in which it differs when it was renewed
 * @returns the same function, with that
 */
export function openTakeOver(
	data: ICredentialDataDecryptedObject,
	read: () => Promise<ICredentialDataDecryptedObject>,
	secrets: readonly string[],
): (sendOnce: SendOnce) => SendOnce {
	const heldBy = (holder: ICredentialDataDecryptedObject) =>
		JSON.stringify(secrets.map((name) => holder[name]));
	/** By what was refused: many requests are refused at once, and nobody looks twice in vain. */
	const looked = new Map<string, Promise<boolean>>();

	async function look(refused: string): Promise<boolean> {
		for (const wait of WAITS_MS) {
			await pause(wait, () => false);
			const stored = await read();
			if (heldBy(stored) !== refused) {
				Object.assign(data, stored);
				return true;
			}
		}
		return false;
	}

	return (sendOnce) => async (request) => {
		for (;;) {
			const sentWith = heldBy(data);
			const result = await sendOnce(request);
			const usedUp =
				result instanceof Failed && result.failure.kind === 'signIn' && result.failure.usedUp;
			if (!usedUp) return result;
			const found = looked.get(sentWith) ?? look(sentWith);
			looked.set(sentWith, found);
			if (!(await found)) return result;
		}
	};
}
