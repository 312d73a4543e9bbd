import type { INode } from 'n8n-workflow';

/** Whether a node is the tool of a model: n8n makes a node type of its own for that. */
export const isTool = ({ type }: Pick<INode, 'type'>) => type.endsWith('Tool');
