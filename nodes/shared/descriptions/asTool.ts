import { notice } from './fields';

const asTool = { '@tool': [true] };

/** Shown only where the node is a tool of a model. */
export const inTools = { displayOptions: { show: asTool } } as const;

/** Hidden where the node is a tool of a model. */
export const inWorkflows = { displayOptions: { hide: asTool } } as const;

/** What the editor says of an operation that is chosen for a tool. */
export const toolNotice = <const Name extends string>(name: Name, says: string) =>
	({ ...notice(name, says), ...inTools }) as const;
