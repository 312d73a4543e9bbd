import { defineOperation } from '../../../shared/engine/operation';
import { linksInBulk } from '../../links';
import { manyFiles, namedFiles } from '../../things';

export const getLinks = defineOperation({
	kind: 'batch',
	value: 'getLinks',
	name: 'Get Download Links',
	action: 'Get download links by which anybody can fetch exported files for short time',
	description:
		'Retrieve links by which anybody can download the files of many items for a short time, one file per item',
	properties: manyFiles,
	batchSize: 100,
	execute: async (members) => await linksInBulk(members, namedFiles),
});
