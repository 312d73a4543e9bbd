import type { ExportApi } from '../shared/apis/exports';
import { operationsOf } from '../shared/engine/operation';

/** Declares an operation that knows in what the version of the chosen API differs (`context.api.version`). */
export const defineOperation = operationsOf<ExportApi>();
