import type { System } from './operations';

/** The tables of coverage.ts. */
export interface Coverage {
	implemented: Record<string, string[]>;
	notImplemented: Record<string, string>;
	complete: string[];
	/** What is built for calls that the inventory does not have. */
	beyond: string[];
}

/**
 * Where the tables, the documented operations and the built nodes disagree.
 *
 * @param built every `node.resource.operation`, `node` for a trigger, and `credential:name` for what signs in
 */
export function coverageProblems(systems: System[], built: string[], tables: Coverage): string[] {
	const { implemented, notImplemented, complete, beyond } = tables;
	const problems: string[] = [];
	const known = new Set<string>();

	for (const system of systems) {
		known.add(system.id);
		for (const { id } of system.operations) {
			known.add(id);
			const places = [id in implemented, id in notImplemented, system.id in notImplemented];
			const count = places.filter(Boolean).length;
			if (count === 0) problems.push(`${id} is nowhere in the table`);
			if (count > 1) problems.push(`${id} is more than once in the table`);
			if (complete.includes(system.id) && !(id in implemented)) {
				problems.push(`${id} must be implemented`);
			}
		}
	}
	for (const id of [...Object.keys(implemented), ...Object.keys(notImplemented), ...complete]) {
		if (!known.has(id)) problems.push(`${id} is no documented operation or system`);
	}
	for (const [id, reason] of Object.entries(notImplemented)) {
		if (!reason.trim()) problems.push(`${id} has no reason`);
	}
	for (const [id, places] of Object.entries(implemented)) {
		if (places.length === 0) problems.push(`${id} names no implementation`);
		for (const place of places) {
			if (!built.includes(place)) problems.push(`${place} of ${id} does not exist`);
		}
	}
	const named = [...Object.values(implemented).flat(), ...beyond];
	for (const place of beyond) {
		if (!built.includes(place))
			problems.push(`${place}, which is beyond the inventory, does not exist`);
	}
	for (const place of built) {
		if (!named.includes(place)) problems.push(`${place} stands for no documented operation`);
	}
	return problems;
}
