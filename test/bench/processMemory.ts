import { readFile, writeFile } from 'node:fs/promises';

const KIB_PER_MIB = 1024;

async function read(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const [, kib] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status) ?? [];
	if (kib === undefined) throw new Error(`/proc/${pid}/status has no ${field}`);
	return Number(kib) / KIB_PER_MIB;
}

/**
 * Memory that a process needs beyond what it has now. The kernel keeps the peak itself, so that nothing is missed
 * between two looks.
 *
 * @returns asks for the peak since then, less what there was, in MiB
 * @throws where there is no /proc: only Linux has it
 */
export async function watchMemory(pid: number): Promise<() => Promise<number>> {
	// "5" sets the peak (VmHWM) to what is resident now, see proc(5).
	await writeFile(`/proc/${pid}/clear_refs`, '5');
	const before = await read(pid, 'VmRSS');
	return async () => (await read(pid, 'VmHWM')) - before;
}
