import type { INodeProperties } from 'n8n-workflow';
import { apiProperties } from '../shared/descriptions/common';
import { statusOptions, wantedFiles } from '../shared/descriptions/exports';
import { exportApis } from '../shared/transport/engage';

export const properties: INodeProperties[] = [
	...apiProperties(exportApis),
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Export Cancelled',
				value: 'cancelled',
				description: 'Somebody cancelled the export',
			},
			{ name: 'Export Completed', value: 'done', description: 'The files are ready' },
			{ name: 'Export Failed', value: 'failed', description: 'Genesys could not carry it out' },
		],
		default: ['done'],
		description: 'Events that start the workflow',
	},
	...wantedFiles,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Export Job',
				name: 'job',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				description: 'Only runs of this export job',
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						typeOptions: { searchListMethod: 'searchJobs', searchable: true },
						placeholder: 'Search by a part of the title',
					},
					{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 1042' },
				],
			},
			{
				displayName: 'Source Name or ID',
				name: 'source',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getSources' },
				default: '',
				description:
					'Only exports of this data source. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				description: 'Only exports whose title contains this',
			},
			{
				displayName: 'Type',
				name: 'type',
				type: 'string',
				default: '',
				description: 'Only exports whose type contains this',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...statusOptions],
	},
];
