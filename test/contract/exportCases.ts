import type { INodeParameters } from 'n8n-workflow';
import { ENDS, exportJobCases, listOptions, MODES } from './exportJobCases';
import { exportWaitCases } from './exportWaitCases';
import {
	authenticated,
	fullAnswer,
	locator,
	requestOptions,
	type Prepared,
	type PreparedExports,
	type WireCase,
} from './wireCase';

/** The choices of API, with the credentials that each accepts. */
export const ACCEPTED: Record<string, string[]> = {
	udm10: ['oAuth2', 'token'],
	udm4: ['apiKey', 'oAuth2', 'token'],
	cdds: ['apiKey', 'oAuth2', 'token'],
};

/** Runs of User Data Management, on every API that it can be done by. */
export function exportCases({ exports: prepared }: Prepared): WireCase[] {
	return Object.entries(ACCEPTED).flatMap(([api, ways]) => {
		const cases = [
			...exportJobCases(api, prepared),
			...historyCases(api, prepared),
			...exportWaitCases(api, prepared),
			...fileCases(api, prepared),
			...otherCases(api),
		];
		return authenticated(
			ways,
			cases.map((wireCase) => ({ ...wireCase, parameters: { api, ...wireCase.parameters } })),
		);
	});
}

function historyCases(api: string, { records, runningRecord }: PreparedExports): WireCase[] {
	const run = (operation: string, parameters: INodeParameters, more: Partial<WireCase> = {}) => ({
		operation: `genesysUserDataManagement.exportHistory.${operation}`,
		parameters: { options: requestOptions, ...parameters },
		...more,
	});
	const v10 = api === 'udm10';
	const filters = {
		fileName: '.zip',
		status: 'COMPLETED',
		title: 'Finished',
		type: 'Interactions',
		...(v10 ? { jobId: '1001', source: 'UCS' } : {}),
	};
	return [
		...ENDS.map((end, index) =>
			run('getAll', {
				...end,
				simplify: index === 0,
				filters,
				options: listOptions(api, 'createdDate', index === 0),
			}),
		),
		...MODES.flatMap(({ mode, options, simplify }) => [
			run('get', { historyRecord: locator(mode, records[0]), simplify, options }),
			run('getProgress', { historyRecord: locator(mode, runningRecord), options }),
			run('delete', { historyRecord: locator(mode, records[0]), options }, { statuses: [204] }),
			run(
				'deleteMany',
				{
					historyRecord: locator(mode, '={{ $json.id }}'),
					options: { ...requestOptions, batchSize: 2 },
				},
				{ items: records.map((id) => ({ id })), statuses: [204] },
			),
		]),
	];
}

function fileCases(api: string, { files, records }: PreparedExports): WireCase[] {
	const run = (operation: string, parameters: INodeParameters, more: Partial<WireCase> = {}) => ({
		operation: `genesysUserDataManagement.file.${operation}`,
		parameters: { options: requestOptions, ...parameters },
		...more,
	});
	const filters = {
		name: '.zip',
		jobTitle: 'Finished',
		type: 'Interactions',
		startDate: '2020-01-01T00:00:00',
		endDate: '2100-01-01T00:00:00',
		...(api === 'udm10' ? { historyId: records[0], source: 'UCS' } : {}),
	};
	const many = { items: files.map((name) => ({ name })) };
	return [
		...ENDS.map((end, index) =>
			run('getAll', { ...end, filters, options: listOptions(api, 'name', index === 0) }),
		),
		...ENDS.map((end) =>
			run(
				'downloadMany',
				{ ...end, filters, outputField: 'export', options: listOptions(api, 'name', true) },
				// Only V10 can tell the files of one run from the others.
				{ statuses: api === 'udm10' ? [200, 303] : [200, 303, 303] },
			),
		),
		...MODES.flatMap(({ mode, options }) => [
			run(
				'download',
				{ file: locator(mode, files[0]), outputField: 'export' },
				{ statuses: [303] },
			),
			run('delete', { file: locator(mode, files[0]), options }, { statuses: [204] }),
			...['getLinks', 'deleteMany'].map((operation) =>
				run(
					operation,
					{
						file: locator(mode, '={{ $json.name }}'),
						options: { ...requestOptions, batchSize: 2 },
					},
					{ ...many, statuses: [operation === 'getLinks' ? 200 : 204] },
				),
			),
		]),
	];
}

/** The certificate that is uploaded: not a text, so that it must arrive byte for byte. */
export const CERTIFICATE = Buffer.from([
	0x30, 0x82, 0x00, 0xff, 0x0d, 0x0a, 0x2d, 0x2d, 0xc3, 0x28,
]);

function otherCases(api: string): WireCase[] {
	const run = (operation: string, parameters: INodeParameters, more: Partial<WireCase> = {}) => ({
		operation: `genesysUserDataManagement.${operation}`,
		parameters: { options: requestOptions, ...parameters },
		...more,
	});
	const upload = (more: INodeParameters) =>
		run(
			'certificate.upload',
			{ binaryPropertyName: 'certificate', options: { ...requestOptions, ...more } },
			{
				statuses: [201],
				binary: [
					{
						certificate: {
							data: CERTIFICATE.toString('base64'),
							fileName: 'exports 2026.der',
							mimeType: 'application/pkix-cert',
						},
					},
				],
			},
		);
	const only10 = (name: string) =>
		api === 'udm10'
			? {}
			: { error: `${name} exists in User Data Management V10 only`, statuses: [] };
	return [
		upload({}),
		upload({ fileName: 'other.der', fullAnswer: true }),
		...[requestOptions, fullAnswer].flatMap((options) => [
			run('certificate.get', { options }),
			run(
				'referenceData.getAttributes',
				{ entities: 'interaction, contact', options },
				only10('Get Attributes (V10)'),
			),
			run('referenceData.getLabels', { options }, only10('Get Labels (V10)')),
			run('referenceData.getJobStatuses', { options }),
			run('referenceData.getSources', { options }),
			run('referenceData.getTypes', { source: 'UCS', options }),
			run('referenceData.getSubTypes', { source: 'UCS', dataType: 'Interactions', options }),
			run('service.getVersion', { options }),
		]),
	];
}
