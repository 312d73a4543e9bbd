import type { Resource } from '../../../shared/engine/operation';
import { getAttributes } from './getAttributes.operation';
import { getJobStatuses } from './getJobStatuses.operation';
import { getLabels } from './getLabels.operation';
import { getSources } from './getSources.operation';
import { getSubTypes } from './getSubTypes.operation';
import { getTypes } from './getTypes.operation';

export const referenceData: Resource = {
	value: 'referenceData',
	name: 'Reference Data',
	defaultOperation: getSources,
	operations: [getAttributes, getJobStatuses, getLabels, getSources, getSubTypes, getTypes],
};
