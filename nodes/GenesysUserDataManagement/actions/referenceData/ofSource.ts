import { text } from '../../../shared/descriptions/fields';

export const ofSource = text('source', 'Source', 'Only those of this data source, e.g. UCS', {
	placeholder: 'e.g. UCS',
});
