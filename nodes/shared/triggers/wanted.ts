import { textOf } from '../transport/body';

/** Whether a value is among those that a filter asks for, in capital letters or not. An empty filter lets everything pass. */
export const isWanted = (wanted: readonly string[], value: unknown): boolean =>
	wanted.length === 0 ||
	wanted.some((one) => one.toLowerCase() === (textOf(value) ?? '').toLowerCase());
