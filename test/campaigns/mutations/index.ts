import { mutations as cometd } from './cometd';
import { mutations as editor } from './editor';
import { mutations as longLife } from './longLife';
import type { Mutation } from './mutation';
import { mutations as polling } from './polling';
import { mutations as properties } from './properties';
import { mutations as secrets } from './secrets';
import { mutations as servers } from './servers';
import { mutations as webhooks } from './webhooks';

const E2E = ['--config', 'test/e2e/jest.config.js'];

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
	polling: { jest: ['test/campaigns/polling.test.ts'], mutations: polling },
	cometd: { jest: ['test/campaigns/cometd.test.ts'], mutations: cometd },
	longLife: { jest: ['test/campaigns/longLife.test.ts'], mutations: longLife },
	secrets: { jest: [...E2E, 'test/e2e/secretsCampaign.test.ts'], mutations: secrets },
	webhooks: { jest: [...E2E, 'test/e2e/webhookCampaign.test.ts'], mutations: webhooks },
};
