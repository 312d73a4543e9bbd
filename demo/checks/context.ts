import type { Demo } from '../demo';
import type { Checklist } from '../lib/checklist';

export interface CheckContext {
	demo: Demo;
	list: Checklist;
}
