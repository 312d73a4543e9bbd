/**
 * Where the operations on exports are implemented: by the part of their ids that all versions share, the operations of
 * `genesysUserDataManagement`; `TRIGGER` for `genesysExportTrigger`.
 */
const TRIGGER = '';

const WAIT = [
	...['exportHistory.waitForFiles', 'exportHistory.waitForFilesOfMany', 'exportJob.waitForFiles'],
];

/** What sends a job, and looks into the history for where the one before it ended. */
const SENDERS = ['clone', 'create', 'createAndWait', 'update'].map((name) => `exportJob.${name}`);

const historyAndJobs: Record<string, string[]> = {
	'history.delete': ['exportHistory.delete'],
	'history.delete-many': ['exportHistory.deleteMany'],
	'history.get': [
		'exportHistory.get',
		'exportHistory.waitForFiles',
		'exportJob.createAndWait',
		TRIGGER,
	],
	'history.list': [
		...['exportHistory.getAll', 'exportHistory.waitForFilesOfMany'],
		...[...SENDERS, 'exportJob.waitForFiles', TRIGGER],
	],
	'history.progress': [
		...['exportHistory.getProgress', 'exportHistory.waitForFiles', 'exportJob.createAndWait'],
	],
	'jobs.cancel': ['exportJob.cancel', 'exportJob.createAndWait'],
	'jobs.create': ['exportJob.clone', 'exportJob.create', 'exportJob.createAndWait'],
	'jobs.delete': ['exportJob.delete'],
	'jobs.delete-many': ['exportJob.deleteMany'],
	'jobs.get': ['exportJob.clone', 'exportJob.get', 'exportJob.update', 'exportJob.waitForFiles'],
	'jobs.list': ['exportJob.clone', 'exportJob.getAll', 'exportJob.update'],
	'jobs.resume': ['exportJob.resume'],
	'jobs.suspend': ['exportJob.suspend'],
	'jobs.update': ['exportJob.update'],
};

const filesAndDictionaries: Record<string, string[]> = {
	'cipher.get': ['certificate.get'],
	'cipher.upload': ['certificate.upload'],
	'data.job-statuses': ['referenceData.getJobStatuses'],
	'data.sources': ['referenceData.getSources'],
	'data.sub-types': ['referenceData.getSubTypes'],
	'data.types': ['referenceData.getTypes'],
	'file-metadatas.list': [
		'file.downloadMany',
		'file.getAll',
		...WAIT,
		'exportJob.createAndWait',
		TRIGGER,
	],
	'files.delete': ['file.delete'],
	'files.delete-many': ['file.deleteMany'],
	'files.download': [
		'file.download',
		'file.downloadMany',
		...WAIT,
		'exportJob.createAndWait',
		TRIGGER,
	],
	'files.presign': ['file.getLinks'],
	version: ['service.getVersion'],
};

const versionTenOnly: Record<string, string[]> = {
	'data.attributes': ['referenceData.getAttributes'],
	'resources.labels': ['referenceData.getLabels'],
};

export const exportCoverage: Record<string, string[]> = {
	...version('udm10', { ...historyAndJobs, ...filesAndDictionaries, ...versionTenOnly }),
	// Its answer to Get says whether a job is suspended.
	...version('udm4', { ...historyAndJobs, 'jobs.list': ['exportJob.getAll'] }),
	...version('udm3', filesAndDictionaries),
	...version('cdds4', historyAndJobs),
	...version('cdds3', filesAndDictionaries),
};

function version(prefix: string, users: Record<string, string[]>): Record<string, string[]> {
	return Object.fromEntries(
		Object.entries(users).map(([id, names]) => [
			`${prefix}.${id}`,
			names.map((name) =>
				name === TRIGGER ? 'genesysExportTrigger' : `genesysUserDataManagement.${name}`,
			),
		]),
	);
}
