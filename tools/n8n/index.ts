/** The n8n host manager: find or install n8n, start it with the package in it, talk to it. */
export { ensureHost, type EnsureHostOptions } from './ensureHost';
export { TESTED_N8N, type N8nHost } from './givenHost';
export { N8nRest, N8nRestError } from './n8nRest';
export * from './n8nTypes';
export { PACKAGE_NAME, packPackage } from './packPackage';
export { cacheDir, REPOSITORY } from './paths';
export { freePort } from './ports';
export type { Log } from './progress';
export type { ExecutionData, NodeRun } from './runData';
export { startN8n, type RunningN8n, type StartN8nOptions } from './startN8n';
export { waitFor } from './waitFor';
