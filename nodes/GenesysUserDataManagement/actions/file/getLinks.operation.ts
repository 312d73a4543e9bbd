import { defineOperation } from '../../../shared/engine/operation';
import { linksInBulk } from '../../bulk';
import { file, idOf } from '../../fields';

/** `GET /files?filename=…`: pre-signed links of at most 100 files in one request. */
export const getLinks = defineOperation({
	value: 'getLinks',
	name: 'Get Download Links',
	action: 'Get download links of files',
	description:
		'Retrieve links by which anybody can download the files of many items for a short time, one file per item',
	properties: [file],
	group: {
		size: 100,
		execute: async (items, _items, { send }) =>
			await linksInBulk(
				items.map((values) => () => idOf(values.file)),
				send,
			),
	},
});
