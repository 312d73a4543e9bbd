import type { Demo } from '../demo';
import type { Checklist } from '../../tools/n8n/checklist';

export interface CheckContext {
	demo: Demo;
	list: Checklist;
}
