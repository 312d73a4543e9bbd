import { notice } from './fields';

/** Shown only where the node is a tool of a model. */
export const ONLY_AS_TOOL = { displayOptions: { show: { '@tool': [true] } } };

/** Hidden where the node is a tool of a model. */
export const NOT_AS_TOOL = { displayOptions: { hide: { '@tool': [true] } } };

/** What the editor says of an operation that is chosen for a tool. */
export const toolNotice = <const Name extends string>(name: Name, says: string) =>
	({ ...notice(name, says), ...ONLY_AS_TOOL }) as const;
