import type { ApiRequest } from './api';
import { isPage } from './body';
import type { Failed } from './retry';

const DONE_BEFORE =
	'The request was sent more than once, since an answer was lost: it may have been carried out the first time.';

/**
 * Whether a DELETE found nothing after its answer had been lost once: gone is what was wanted. A web page does not say so, since
 * that comes from something other than the API.
 */
export function isGone({ method }: ApiRequest, { failure, mayBeDone }: Failed): boolean {
	if (method !== 'DELETE' || !mayBeDone || failure.kind !== 'answer') return false;
	const { status, body } = failure;
	return [404, 410].includes(status) && !isPage(body);
}

/** Says of a change that was refused at last that it may have been carried out before; other errors stay as they are. */
export function toldOf<E extends { description?: string | null }>(
	error: E,
	{ method }: ApiRequest,
	{ failure, mayBeDone }: Failed,
): E {
	const isChange = !['GET', 'HEAD'].includes(method);
	if (isChange && mayBeDone && failure.kind === 'answer')
		error.description = `${error.description ?? ''} ${DONE_BEFORE}`.trim();
	return error;
}
