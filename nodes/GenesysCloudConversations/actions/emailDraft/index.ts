import type { Resource } from '../../../shared/engine/operation';
import { copyAttachments } from './copyAttachments.operation';
import { deleteAttachment } from './deleteAttachment.operation';
import { get } from './get.operation';
import { reset } from './reset.operation';
import { update } from './update.operation';

export const emailDraft: Resource = {
	value: 'emailDraft',
	name: 'Email Draft',
	defaultOperation: get,
	operations: [copyAttachments, deleteAttachment, get, reset, update],
};
