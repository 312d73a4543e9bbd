import type { N8nRest } from '../../tools/n8n';

export interface Versions {
	n8n: string;
	/** The Node that n8n runs under. */
	node: string;
}

export async function versionsOf(rest: N8nRest): Promise<Versions> {
	const { versionCli, nodeJsVersion } = await rest.call<{
		versionCli: string;
		nodeJsVersion: string;
	}>('GET', '/settings');
	return { n8n: versionCli, node: nodeJsVersion };
}
