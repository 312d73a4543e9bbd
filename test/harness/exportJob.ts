import type { JobDefinition } from '../../simulator';

/** A job that runs once, at once, with a file for each medium. */
export const jobOnce = (title: string, more: Partial<JobDefinition> = {}): JobDefinition => ({
	source: 'UCS',
	title,
	type: 'UCS',
	timeFrame: { all: true },
	schedulerParam: { immediately: true },
	jobParams: { type: 'Interactions', media: ['chat', 'email'] },
	suspended: false,
	...more,
});
