import { resolve } from '$app/paths';
import type { AuditFilter } from '#lib/server/audit-search.ts';

export const NO_FILTER: AuditFilter = { person: null, action: null, from: null, to: null, text: null };

/** The entries that fit a filter: a page of the list, from 1. */
export function logAddress(filter: AuditFilter, more: Record<string, string> = {}): string {
	return `${resolve('/audit')}${query({ ...filter, ...more })}`;
}

/** The same entries, all of them, as a file. */
export function downloadAddress(filter: AuditFilter): string {
	return `${resolve('/audit/log.csv')}${query(filter)}`;
}

function query(chosen: Record<string, string | null>): string {
	const set = Object.entries(chosen).filter((each): each is [string, string] => each[1] !== null);
	return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`;
}
