// The memory of a process with all that it began, and how long a server takes to answer, for as long as they are watched.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

type Process = { pid: number; parent: number; name: string; bytes: number };

/** Every process of this machine that can be looked at, from /proc. */
function processes(): Process[] {
	return readdirSync('/proc').flatMap((pid) => {
		if (!/^\d+$/.test(pid)) return [];
		try {
			const status = readFileSync(`/proc/${pid}/status`, 'utf8');
			const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
			const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
			const name = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(1, 4).join(' ');
			return [{ pid: Number(pid), parent, name, bytes: kilobytes * 1024 }];
		} catch {
			return []; // it has just ended
		}
	});
}

/** The most memory (resident, in bytes) that was seen: in all at one moment, and of each script. */
export type Memory = { most: number; scripts: Map<string, number> };

/** Looks at the memory of processes and all that they begin, four times a second, until told to stop. */
export function watchMemory(roots: readonly number[]): { stop: () => Memory } {
	const memory: Memory = { most: 0, scripts: new Map() };
	const look = () => {
		const all = processes();
		const own = new Set(roots);
		for (let grown = true; grown;) {
			const size = own.size;
			for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
			grown = own.size > size;
		}
		let sum = 0;
		for (const { pid, name, bytes } of all) {
			if (!own.has(pid)) continue;
			sum += bytes;
			const script = /\S+\.ts/.exec(name)?.[0].split('/').slice(-2).join('/') ?? 'other';
			memory.scripts.set(script, Math.max(memory.scripts.get(script) ?? 0, bytes));
		}
		memory.most = Math.max(memory.most, sum);
	};
	const timer = setInterval(look, 250);
	return {
		stop: () => {
			clearInterval(timer);
			return memory;
		}
	};
}

/** Milliseconds that each page took, answer by answer. */
export type Times = Map<string, number[]>;

/** Asks pages in turn, with a little rest between, until `isOver`. Throws where one is not answered with 200. */
export async function askPages(
	origin: string,
	paths: readonly string[],
	headers: Record<string, string>,
	isOver: (rounds: number) => boolean
): Promise<Times> {
	const times: Times = new Map(paths.map((path) => [path, []]));
	for (let rounds = 0; !isOver(rounds); rounds++)
		for (const path of paths) {
			const began = performance.now();
			const answer = await fetch(new URL(path, origin), { headers, redirect: 'manual' });
			await answer.text();
			if (answer.status !== 200) throw new Error(`${path} answered ${String(answer.status)}.`);
			times.get(path)?.push(performance.now() - began);
			await sleep(100);
		}
	return times;
}

/** A quantile of numbers, the nearest one that is among them. */
export function quantile(numbers: readonly number[], share: number): number {
	const sorted = [...numbers].sort((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
