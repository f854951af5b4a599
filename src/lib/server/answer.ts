import { error } from '@sveltejs/kit';
import { Misused, Refused } from '#pipelines/errors.ts';

/** Reads what a page shows: what does not exist is a 404, what cannot be read a 409, both with the sentence. */
export async function answer<Content>(read: () => Content | Promise<Content>): Promise<Content> {
	try {
		return await read();
	} catch (cause) {
		if (cause instanceof Misused) error(404, cause.message);
		if (cause instanceof Refused) error(409, cause.message);
		throw cause;
	}
}

/** Which part of a list an address asks for: `page` counts from 1. */
export type Part = { page: number; size: number; limit: number; offset: number };

/** Reads the page of a list from an address, `size` rows on each; what is no page is the first. */
export function partOf(url: URL, size: number): Part {
	const asked = Number(url.searchParams.get('page') ?? 1);
	const page = Number.isSafeInteger(asked) && asked > 0 && asked < 1_000_000 ? asked : 1;
	return { page, size, limit: size, offset: (page - 1) * size };
}
