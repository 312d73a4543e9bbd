import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../shared/transport/api';
import { multipart, type SourceFile } from '../shared/transport/multipart';
import { path } from '../shared/transport/path';

/** Has something done to an interaction; `operationName` as Web Services calls it. */
export const operationRequest = (
	interactionId: string,
	operationName: string,
	fields: IDataObject = {},
) => ({
	method: 'POST' as const,
	path: path`/me/interactions/${interactionId}`,
	body: { operationName, ...fields },
});

export type OperationRequest = ReturnType<typeof operationRequest>;

/** Adds a file to a draft. @returns a request that answers `{ statusCode: 0, documentId }` */
export const uploadRequest = (interactionId: string, file: SourceFile): ApiRequest => ({
	method: 'POST',
	path: path`/me/interactions/${interactionId}/attachments`,
	body: multipart('attachment', file),
});
