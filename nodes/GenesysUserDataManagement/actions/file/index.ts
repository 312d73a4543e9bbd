import type { Resource } from '../../../shared/engine/operation';
import { remove } from './delete.operation';
import { removeMany } from './deleteMany.operation';
import { download } from './download.operation';
import { downloadMany } from './downloadMany.operation';
import { getAll } from './getAll.operation';
import { getLinks } from './getLinks.operation';

export const file: Resource = {
	value: 'file',
	name: 'File',
	defaultOperation: getAll,
	operations: [remove, removeMany, download, downloadMany, getLinks, getAll],
};
