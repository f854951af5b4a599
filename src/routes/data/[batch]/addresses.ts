import { resolve } from '$app/paths';
import type { ProblemFilter } from '#pipelines/problems.ts';

/** The problems of a batch that fit a filter, in its page: a page of the list, from 1. */
export function problemsAddress(batch: string, filter: ProblemFilter, page?: number): string {
	return `${resolve('/data/[batch]', { batch })}${query({ ...filter, page: page?.toString() })}#list`;
}

/** The same problems, all of them, as a file. */
export function downloadAddress(batch: string, filter: ProblemFilter): string {
	return `${resolve('/data/[batch]/problems.csv', { batch })}${query({ ...filter })}`;
}

function query(chosen: Record<string, string | undefined>): string {
	const set = Object.entries(chosen).filter((each): each is [string, string] => each[1] !== undefined);
	return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`;
}
