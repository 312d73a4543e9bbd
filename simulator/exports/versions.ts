/** How the versions of the API differ. What is not here is the same in all of them. */
export interface ExportsVersion {
	base: string;
	/** Jobs and history, or files, certificates and dictionaries; v10 has all. */
	parts: { jobs: boolean; files: boolean };
	/** Whether a Bearer token is needed, or only checked when it is there. */
	token: 'optional' | 'required';
	/** `type` of the job: UCS or DataSync. */
	jobType: { create: 'required' | 'refused'; update: 'required' | 'refused' };
	/** `boolean`, or the words `true` and `false`. */
	suspended: 'boolean' | 'string';
	/** `exportAttachments` and no `fileSplitSize` outside `jobParams`. */
	attachments: boolean;
	/** What suspend and resume answer. */
	actionAnswer: 'jobInfo' | 'status';
	/** What a job read by its id looks like. `createdAt`: JobInfo with that name for its date. */
	jobAnswer: 'jobInfo' | 'createdAt' | 'definition';
	/** Which jobs can be updated. */
	update: 'notStarted' | 'notRunning';
	/** data/attributes and resources/labels. */
	attributes: boolean;
	/** Filters of the three lists, besides the four that every list has. */
	filters: { jobs: string[]; history: string[]; files: string[] };
}

const LISTS = {
	jobs: ['title', 'type', 'scheduleType', 'suspend'],
	history: ['title', 'fileName', 'type', 'status'],
	files: ['name', 'jobTitle', 'type', 'startDate', 'endDate'],
};

const V4: Omit<ExportsVersion, 'base'> = {
	parts: { jobs: true, files: false },
	token: 'optional',
	jobType: { create: 'refused', update: 'refused' },
	suspended: 'string',
	attachments: false,
	actionAnswer: 'jobInfo',
	jobAnswer: 'jobInfo',
	update: 'notRunning',
	attributes: false,
	filters: LISTS,
};

export const VERSIONS: ExportsVersion[] = [
	{
		...V4,
		base: '/udm/v10',
		parts: { jobs: true, files: true },
		token: 'required',
		jobType: { create: 'required', update: 'required' },
		suspended: 'boolean',
		attachments: true,
		jobAnswer: 'createdAt',
		update: 'notStarted',
		attributes: true,
		filters: {
			jobs: [...LISTS.jobs, 'source', 'bgUpdate'],
			history: [...LISTS.history, 'source', 'jobId', 'bgUpdate'],
			files: [...LISTS.files, 'source', 'historyId', 'bgUpdate'],
		},
	},
	{
		...V4,
		base: '/udm/v4',
		jobType: { create: 'refused', update: 'required' },
		actionAnswer: 'status',
		jobAnswer: 'definition',
	},
	{ ...V4, base: '/udm/v3', parts: { jobs: false, files: true } },
	{ ...V4, base: '/data-download/v4' },
	{ ...V4, base: '/data-download/v3', parts: { jobs: false, files: true } },
];
