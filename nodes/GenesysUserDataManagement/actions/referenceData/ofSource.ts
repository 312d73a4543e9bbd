import { defineProperty } from '../../../shared/descriptions/property';

export const ofSource = defineProperty({
	displayName: 'Source',
	name: 'source',
	type: 'string',
	default: '',
	placeholder: 'e.g. UCS',
	description: 'Only those of this data source',
});
