import { waitFor, type N8nRest } from '../../../tools/n8n';

/** What n8n's editor shows of an activation that n8n carries out after it has answered. */
export interface Publication {
	status: string;
	triggers: Array<{ status: string; errorMessage?: string | null }>;
}

/** What became of a publication, once n8n is done with it. */
export async function outcomeOfPublication(
	rest: N8nRest,
	workflowId: string,
	timeoutMs = 60_000,
): Promise<Publication> {
	return await waitFor(
		'the publication to be over',
		async () => {
			const path = `/workflows/${workflowId}/publication-status`;
			const now = await rest.call<Publication>('GET', path);
			// It is not published before n8n has begun, either.
			return ['in_progress', 'not_published'].includes(now.status) ? undefined : now;
		},
		timeoutMs,
	);
}
