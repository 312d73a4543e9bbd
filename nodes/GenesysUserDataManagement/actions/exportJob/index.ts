import type { Resource } from '../../../shared/engine/operation';
import { cancel } from './cancel.operation';
import { clone } from './clone.operation';
import { create } from './create.operation';
import { createAndWait } from './createAndWait.operation';
import { remove } from './delete.operation';
import { removeMany } from './deleteMany.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { resume } from './resume.operation';
import { suspend } from './suspend.operation';
import { update } from './update.operation';
import { waitForFiles } from './waitForFiles.operation';

export const exportJob: Resource = {
	value: 'exportJob',
	name: 'Export Job',
	defaultOperation: create,
	operations: [
		cancel,
		clone,
		create,
		createAndWait,
		remove,
		removeMany,
		get,
		getAll,
		resume,
		suspend,
		update,
		waitForFiles,
	],
};
