import { createHash } from 'node:crypto';
import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import type { Api } from '../transport/api';
import { baseUrl, chosenCredential } from '../transport/chosen';
import { Seal } from './seal';

/** A session with a CometD server, as far as it takes to end it. */
export interface KnownSession {
	clientId: string;
	/** Cookie header by which the server knows it. */
	cookies?: string;
}

/**
 * What a trigger remembers beyond the life of the process. n8n saves it when the workflow has been activated, and whenever something is
 * emitted: what is put in before that is saved with it.
 */
export interface Memory {
	/** For the trigger: JSON, each entry set anew when it changes, since n8n notices nothing else. Other entries are not its own. */
	kept: IDataObject;
	/** The session that was opened last. */
	session: () => KnownSession | undefined;
	keepSession: (session: KnownSession) => void;
}

/**
 * The memory of a trigger. It is empty when the trigger was last about something else: another account, server or subject; and in a
 * test in the editor, which neither reads nor writes what the active workflow remembers.
 *
 * @param subject what else it is about, as JSON
 */
export async function openMemory(
	context: ITriggerFunctions,
	api: Api,
	subject: unknown,
): Promise<Memory> {
	const node = context.getNode();
	const { name } = chosenCredential(node, api);
	const data = await context.getCredentials(name);
	const account = [name, node.credentials?.[name]?.id, baseUrl(data, node)];
	const about = createHash('sha256')
		.update(JSON.stringify([account, subject]))
		.digest('base64');
	const kept = context.getMode() === 'manual' ? {} : context.getWorkflowStaticData('node');
	if (kept.about !== about) {
		for (const entry of Object.keys(kept)) delete kept[entry];
		kept.about = about;
	}
	const secrets = [data.apiKey, data.clientSecret].map((secret) => String(secret ?? ''));
	const seal = new Seal(secrets, about);
	return {
		kept,
		session() {
			const text = seal.open(kept.session);
			return text === undefined ? undefined : (JSON.parse(text) as KnownSession);
		},
		keepSession(session) {
			kept.session = seal.close(JSON.stringify(session));
		},
	};
}
