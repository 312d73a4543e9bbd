import type { CloudArea } from '../cloudCase';

/** openMessaging, agentless */
export const openMessaging: CloudArea = {
	coverage: {},
	beyond: [],
	specs: {},
};
