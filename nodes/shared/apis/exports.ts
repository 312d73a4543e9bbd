import type { Api, Query } from '../transport/api';
import { apiKey, engageApi, hasFailed, oAuth2, token } from './engage';

/** What one version of the export APIs has, and another has not. */
export interface ExportVersion {
	/** How `suspended` of a job is written. */
	suspended: (flag: boolean) => boolean | string;
	/** `type` of a job: on both requests, on none, or on the update only. */
	jobType: 'always' | 'never' | 'update';
	/** The split size stands in `jobParams` everywhere, and next to them as well in the older versions. */
	splitSizeTwice: boolean;
	exportAttachments: boolean;
	/** Jobs are known by their title in the history, since it cannot be filtered by their id. */
	titleFilter: boolean;
	/** Query parameters of lists that the version does not have. */
	unknownFilters: readonly string[];
}

/** An API for exports, which carries its version. */
export interface ExportApi extends Api {
	choice: NonNullable<Api['choice']>;
	version: ExportVersion;
}

const older = {
	suspended: String,
	jobType: 'never',
	splitSizeTwice: true,
	exportAttachments: false,
	titleFilter: true,
	unknownFilters: ['jobId', 'historyId', 'source', 'bgUpdate'],
} as const satisfies ExportVersion;

/**
 * Answers come without an envelope, but for `{ items, count }` of lists. A few are plain text: only a web page is a wrong one, and
 * what begins as JSON and is none.
 */
const exportApi = (api: Pick<ExportApi, 'choice' | 'basePath' | 'credentials' | 'version'>) => ({
	...engageApi({
		...api,
		envelope: { rows: (body) => body.items },
		isFailure: (body) => (typeof body === 'string' ? /^\s*[<{["]/.test(body) : hasFailed(body)),
	}),
	choice: api.choice,
	version: api.version,
});

/** User Data Management V10, which wants a token. */
export const udm10: ExportApi = exportApi({
	choice: {
		value: 'udm10',
		name: 'User Data Management V10',
		description: 'The current API. It needs OAuth2 or a token.',
	},
	basePath: '/udm/v10',
	credentials: [oAuth2, token],
	version: {
		suspended: (flag) => flag,
		jobType: 'always',
		splitSizeTwice: false,
		exportAttachments: true,
		titleFilter: false,
		unknownFilters: [],
	},
});

/** In the older APIs, exports are of version 4 and all else of version 3. They are content with the key. */
const olderPath = (base: string) => (path: string) =>
	base + (path.startsWith('/export/') ? '/v4' : '/v3');

/** User Data Management V10, then what came before it. */
export const exportApis: readonly ExportApi[] = [
	udm10,
	exportApi({
		choice: {
			value: 'udm4',
			name: 'User Data Management V4 and V3 (Deprecated)',
			description: 'For accounts that were not moved to version 10',
		},
		basePath: olderPath('/udm'),
		credentials: [oAuth2, token, apiKey],
		version: { ...older, jobType: 'update' },
	}),
	exportApi({
		choice: {
			value: 'cdds',
			name: 'Cloud Data Download V4 and V3 (Deprecated)',
			description: 'For accounts that have no User Data Management',
		},
		basePath: olderPath('/data-download'),
		credentials: [oAuth2, token, apiKey],
		version: older,
	}),
];

/** Where a field is shown: for the APIs whose version has what it sets. */
export const shownFor = (has: (version: ExportVersion) => boolean) => ({
	show: {
		'/api': exportApis.filter(({ version }) => has(version)).map(({ choice }) => choice.value),
	},
});

/** A list query without what the version does not have. */
export function listQuery(query: Query, { version }: ExportApi): Query {
	return Object.fromEntries(
		Object.entries(query).filter(([name]) => !version.unknownFilters.includes(name)),
	);
}
