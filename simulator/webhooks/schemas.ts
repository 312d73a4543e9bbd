import { count, object, optional, positive, yesOrNo } from '../core/jsonSchema';
import { SPOILS } from './model';

/** JSON schemas of what the control routes of every webhook have in common. */

/** Empty = nothing is sent. */
export const targetUrl = { type: 'string', pattern: '^(https?://.+)?$' };

export const spoil = { enum: SPOILS };

/** How long to wait for an answer, and when and how often to send again. */
export const timing = { timeoutMs: positive, retryDelayMs: count, maxAttempts: positive };

export const redelivery = optional(object({ times: positive, atOnce: yesOrNo }));
