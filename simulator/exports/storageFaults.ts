/** Misbehaviour of the storage. All members that are given happen together. */
export interface StorageFault {
	/** Only for this file; left out: any. */
	name?: string;
	/** How many requests it meets, 0 = all until cleared. Default 1. */
	times?: number;
	/** Wait before the answer, in milliseconds. */
	latencyMs?: number;
	/** Answer this status with a short message instead of the file. */
	status?: number;
	/** Answer 302 with this as Location (or `status`, if it is given). */
	redirect?: string;
	/** Announce the whole length, and drop the connection after this many bytes. */
	truncate?: number;
	/** Announce no length, and drop the connection after this many bytes. */
	chunkedTruncate?: number;
	/** No Content-Length: chunked, and complete. */
	noLength?: boolean;
	/** Bytes a second. */
	throttle?: number;
}

/** A fault as listed. */
export type StorageFaultState = StorageFault & { id: number; applied: number; active: boolean };

/** The faults of the storage; the first that fits meets the request. */
export class StorageFaults {
	private faults: StorageFaultState[] = [];
	private lastId = 0;

	add(fault: StorageFault): StorageFaultState {
		const state = { ...fault, id: ++this.lastId, applied: 0, active: true };
		this.faults.push(state);
		return { ...state };
	}

	/** All of them, also those that are used up. */
	list(): StorageFaultState[] {
		return this.faults.map((fault) => ({ ...fault }));
	}

	clear(): void {
		this.faults = [];
	}

	/** The fault that meets a request for this file; it counts as applied. */
	take(name: string): StorageFault {
		const fault = this.faults.find(
			(one) => one.active && (one.name === undefined || one.name === name),
		);
		if (!fault) return {};
		fault.applied++;
		const { times = 1 } = fault;
		fault.active = times === 0 || fault.applied < times;
		return fault;
	}
}
