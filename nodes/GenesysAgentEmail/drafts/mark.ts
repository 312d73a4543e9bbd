import { randomBytes } from 'node:crypto';

/**
 * Put in front of a subject, so that the draft can be told from any other one. It is seen by nobody: Send sets the subject
 * without it.
 */
export const newMark = (): string => `[n8n ${randomBytes(6).toString('hex')}]`;

/** Whether a draft with this subject was made by Reply and Send. */
export const isMarked = (subject: string): boolean => /\[n8n [0-9a-f]{12}\]/.test(subject);

/** The subject that the draft would have without the mark. */
export const withoutMark = (subject: string, mark: string): string =>
	subject.replace(mark, '').trim();
