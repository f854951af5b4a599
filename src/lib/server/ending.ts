type Ending = () => void | Promise<void>;

// The built pages have modules of their own: what this list is to both is the process's.
const kept = globalThis as { [list]?: Ending[] };
const list: unique symbol = Symbol.for('throughline.ending') as never;

/** Has something done before the process ends. */
export function atEnd(ending: Ending): void {
	(kept[list] ??= []).push(ending);
}

/** Does all of it, what was asked for last first. What fails does not keep the rest from being done. */
export async function end(onError: (error: unknown) => void): Promise<void> {
	for (const ending of (kept[list] ?? []).splice(0).reverse()) {
		try {
			await ending();
		} catch (error) {
			onError(error);
		}
	}
}
