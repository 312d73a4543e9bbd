import { mutations as editor } from './editor';
import type { Mutation } from './mutation';
import { mutations as properties } from './properties';
import { mutations as servers } from './servers';

/** A campaign, and what it has to catch in its short form. */
export interface Campaign {
	/** What jest is told to run it. */
	jest: string[];
	mutations: Mutation[];
}

/** By name. One that needs n8n itself is run by `--config test/e2e/jest.config.js`. */
export const campaigns: Record<string, Campaign> = {
	servers: { jest: ['test/campaigns/servers.test.ts'], mutations: servers },
	editor: { jest: ['test/campaigns/serversEditor.test.ts'], mutations: editor },
	properties: { jest: ['test/campaigns/properties'], mutations: properties },
};
