import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Explanation } from '../transport/api';
import { isObject } from '../transport/body';
import { reasonsIn } from '../transport/words';
import type { ApiResponse } from '../transport/response';

/**
 * Makes sure that an answer has a statistic: `data.statistic`, or one at least in `data.statistics`.
 *
 * @throws UserError with `otherwise` and the reasons of Genesys, when it has errors only, or nothing
 */
export function requireStatistics({ body, remarks }: ApiResponse, otherwise: Explanation): void {
	const { data } = (body ?? {}) as { data?: IDataObject };
	const statistics = [data?.statistic ?? data?.statistics].flat();
	if (!statistics.some(isObject)) throw refused(otherwise, remarks.errors);
}

/** An error that ends with what Genesys said in `errors`, if it said anything. */
export function refused({ message, description }: Explanation, errors: unknown): UserError {
	const said = reasonsIn(errors);
	return new UserError(message, {
		description: said ? `${description} Genesys answered: ${said}.` : description,
	});
}
