import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../tools/n8n';

/** @throws when a file is missing that n8n would look for: n8n only writes that into its log */
export function refuseHalfBuilt(): void {
	const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const files = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	const missing = files.filter((file) => !existsSync(join(REPOSITORY, file)));
	if (missing.length > 0) {
		throw new Error(`Run "npm run build" first: there is no ${missing.join(', ')}`);
	}
}
