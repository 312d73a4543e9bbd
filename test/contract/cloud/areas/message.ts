import type { CloudArea } from '../cloudCase';

/** message, messageMedia, social, fax, video, cobrowse, internalMessage, integration */
export const message: CloudArea = {
	coverage: {},
	beyond: [],
	specs: {},
};
