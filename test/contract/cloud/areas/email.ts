import type { CloudArea } from '../cloudCase';

/** email, emailDraft */
export const email: CloudArea = {
	coverage: {},
	beyond: [],
	specs: {},
};
