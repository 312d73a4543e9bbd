import type { INode } from 'n8n-workflow';

/** Whether a model uses the node: n8n makes a node type of its own for that. The editor knows it as `@tool`. */
export const isTool = ({ type }: Pick<INode, 'type'>): boolean => type.endsWith('Tool');
