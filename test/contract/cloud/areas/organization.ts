import type { CloudArea } from '../cloudCase';

/** directory, oAuthClient, dataAction */
export const organization: CloudArea = {
	coverage: {},
	beyond: [],
	specs: {},
};
