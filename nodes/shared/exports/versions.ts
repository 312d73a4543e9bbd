/** In what the versions of the export APIs differ, beside their paths (see `exportApis`) and what only one of them has. */
interface ExportVersion {
	/** How `suspended` of a job is written. */
	suspended: (flag: boolean) => boolean | string;
	/** `type` of a job: on both requests, on none, or on the update only. */
	jobType: 'always' | 'never' | 'update';
	/** The split size stands in `jobParams` everywhere, and beside them as well in the older versions. */
	splitSizeTwice: boolean;
	exportAttachments: boolean;
	/** Query parameters of lists that the version does not have. */
	unknownFilters: readonly string[];
}

const older = {
	suspended: String,
	jobType: 'never',
	splitSizeTwice: true,
	exportAttachments: false,
	unknownFilters: ['jobId', 'historyId', 'source', 'bgUpdate'],
} as const satisfies ExportVersion;

const versions: Record<string, ExportVersion> = {
	udm10: {
		suspended: (flag) => flag,
		jobType: 'always',
		splitSizeTwice: false,
		exportAttachments: true,
		unknownFilters: [],
	},
	udm4: { ...older, jobType: 'update' },
	cdds: older,
};

/** @param api value of the API parameter */
export const versionOf = (api: string | undefined): ExportVersion =>
	versions[api ?? 'udm10'] ?? versions.udm10;

/** A list query without what the version does not have. */
export function listQuery<Value>(
	query: Record<string, Value>,
	api: string | undefined,
): Record<string, Value> {
	const { unknownFilters } = versionOf(api);
	return Object.fromEntries(
		Object.entries(query).filter(([name]) => !unknownFilters.includes(name)),
	);
}
