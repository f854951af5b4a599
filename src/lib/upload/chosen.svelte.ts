import { SvelteSet } from 'svelte/reactivity';
import { MAY_STAY } from '#pipelines/identifiers.ts';
import { takenOf, toTakeOut, type Known, type Look, type Unreadable } from './look.ts';
import type { Ask, Told } from './worker.ts';

/** A file that was chosen: what was seen of it, and the places of its columns that are taken out. */
export class Chosen {
	file: File;
	look = $state.raw<Look | null>(null);
	/** How much of it was looked at, 0 to 1; 1 when that is done. */
	share = $state(0);
	/** Why it is sent as it is; null where its columns were told apart. */
	whole = $state<Unreadable | 'packed' | null>(null);
	out = new SvelteSet<number>();

	constructor(file: File) {
		this.file = file;
	}

	get ready(): boolean {
		return this.whole !== null || (this.look !== null && this.share === 1);
	}

	/** Columns in which something was found or that a mapping takes out, in their order. */
	get columns(): number[] {
		const found = this.look?.findings.map(({ column }) => column) ?? [];
		return [...found, ...this.#first.filter((column) => !found.includes(column))].sort((a, b) => a - b);
	}
	#first: readonly number[] = [];

	/** Headers of columns that look like identifiers and are sent all the same. */
	get harmless(): string[] {
		return (this.look?.findings ?? [])
			.filter(({ column, kind }) => !(kind in MAY_STAY) && !this.out.has(column))
			.flatMap(({ column }) => this.look?.header[column] || []);
	}

	see(look: Look, known: Known): void {
		this.look = look;
		this.share = 1;
		this.#first = toTakeOut(this.file.name, look, known);
		for (const column of this.#first) this.out.add(column);
	}
}

const TEXT = /\.(csv|tsv|txt)$/i;

/** The files that were chosen on a page, looked at one after the other by a worker. */
export class Choice {
	files = $state<Chosen[]>([]);
	#known: Known;
	#worker: Worker | null = null;
	#waiting: Partial<Record<number, (told: Told) => void>> = {};
	#last = 0;

	constructor(known: Known) {
		this.#known = known;
	}

	get ready(): boolean {
		return this.files.length > 0 && this.files.every(({ ready }) => ready);
	}

	get bytes(): number {
		return this.files.reduce((sum, { file }) => sum + file.size, 0);
	}

	/** Adds files; one of the same name takes the place of the one before. */
	add(files: Iterable<File>): void {
		for (const file of files) {
			const chosen = new Chosen(file);
			this.files = [...this.files.filter((each) => each.file.name !== file.name), chosen];
			if (file.size === 0) chosen.whole = 'empty';
			else if (TEXT.test(file.name)) void this.#look(chosen);
			else chosen.whole = 'packed';
		}
	}

	remove(chosen: Chosen): void {
		this.files = this.files.filter((each) => each !== chosen);
	}

	/** Lets the worker go, whatever it is at. */
	stop(): void {
		this.#worker?.terminate();
		this.#worker = null;
		this.#waiting = {};
	}

	/** The form that is sent: every file without the columns that are taken out. */
	async form(source: string): Promise<FormData> {
		const form = new FormData();
		const modified: Record<string, number> = {};
		const taken: Record<string, unknown[]> = {};
		for (const chosen of this.files) {
			const { file, look, out } = chosen;
			const places = [...out].sort((a, b) => a - b);
			form.append('files', await this.#without(chosen, places), file.name);
			modified[file.name] = file.lastModified;
			if (look && places.length > 0) taken[file.name] = places.map((column) => takenOf(look, column));
			for (const header of chosen.harmless) form.append('harmless', `"${header.replaceAll('"', '')}"`);
		}
		form.append('modified', JSON.stringify(modified));
		form.append('taken', JSON.stringify(taken));
		form.append('source', source);
		return form;
	}

	async #look(chosen: Chosen): Promise<void> {
		const { file } = chosen;
		const told = await this.#ask({ file, look: true }, (bytes, sofar) => {
			chosen.share = Math.min(0.99, bytes / file.size);
			if (sofar) chosen.look = sofar;
		});
		if ('look' in told) chosen.see(told.look, this.#known);
		else if ('unreadable' in told) {
			chosen.whole = told.unreadable;
			chosen.look = null;
		}
	}

	async #without({ file, look }: Chosen, places: number[]): Promise<Blob> {
		if (places.length === 0 || look === null) return file;
		const told = await this.#ask({ file, look: $state.snapshot(look), places });
		if ('blob' in told) return told.blob;
		throw new Error('The file has changed since it was looked at.');
	}

	#ask(
		ask: Omit<Extract<Ask, { look: true }>, 'id'> | Omit<Extract<Ask, { places: number[] }>, 'id'>,
		tell: (bytes: number, sofar: Look | null) => void = () => undefined
	): Promise<Told> {
		const id = ++this.#last;
		this.#worker ??= this.#hire();
		return new Promise((end) => {
			this.#waiting[id] = (told) => {
				if ('bytes' in told) {
					tell(told.bytes, told.sofar);
					return;
				}
				this.#waiting[id] = undefined;
				end(told);
			};
			this.#worker?.postMessage({ id, ...ask });
		});
	}

	#hire(): Worker {
		// eslint-disable-next-line svelte/prefer-svelte-reactivity -- an address that the bundler finds, and nothing that changes
		const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
		worker.addEventListener('message', ({ data }: MessageEvent<Told>) => this.#waiting[data.id]?.(data));
		return worker;
	}
}
