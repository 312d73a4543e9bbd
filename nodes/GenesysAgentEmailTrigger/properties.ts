import { workspace } from '../shared/apis/workspace';
import { sessionOptions } from '../shared/agentEmail/session';
import { apiProperties } from '../shared/descriptions/common';
import { options } from '../shared/descriptions/fields';
import type { Property } from '../shared/descriptions/property';

/** What the user sets, besides how to sign in. */
export const settings = [options([...sessionOptions])] as const;

export const properties: Property[] = [...apiProperties([workspace]), ...settings];
