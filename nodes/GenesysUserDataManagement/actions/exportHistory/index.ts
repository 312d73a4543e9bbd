import type { Resource } from '../../../shared/engine/operation';
import { remove } from './delete.operation';
import { removeMany } from './deleteMany.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getProgress } from './getProgress.operation';
import { waitForFiles } from './waitForFiles.operation';
import { waitForFilesOfMany } from './waitForFilesOfMany.operation';

export const exportHistory: Resource = {
	value: 'exportHistory',
	name: 'Export History',
	defaultOperation: getAll,
	operations: [remove, removeMany, get, getAll, getProgress, waitForFiles, waitForFilesOfMany],
};
