import { actions } from './actions';
import { polls } from './polls';
import type { Scenario } from './scenario';
import { toldByCometd } from './triggers';
import { webhooks } from './webhooks';

/** All of them. */
export const scenarios: Scenario[] = [...toldByCometd, ...webhooks, ...polls, ...actions];
