/**
 * A real n8n for the demo, the tests and the bench: find or install it, start it with the package in it, talk to it.
 * Code outside this folder imports from here only.
 */
export { endWithThisProcess } from './endWithThisProcess';
export { ensureHost, type EnsureHostOptions } from './ensureHost';
export { withFileLock } from './fileLock';
export { TESTED_N8N, type N8nHost } from './givenHost';
export { N8nRest, N8nRestError } from './n8nRest';
export * from './n8nTypes';
export { npm } from './npm';
export { PACKAGE_NAME, packPackage } from './packPackage';
export { cacheDir, REPOSITORY } from './paths';
export { notedPid, pidFileIn } from './pidFile';
export { freePort } from './ports';
export { endProcessTree, isAlive, killProcessTree } from './processes';
export type { Log } from './progress';
export { processFolders, QueueStack, type ProcessName } from './queue/stack';
export type { ExecutionData, NodeRun } from './runData';
export { startN8n, type RunningN8n, type StartN8nOptions } from './startN8n';
export { waitFor } from './waitFor';
