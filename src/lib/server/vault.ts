import type { Home } from '#pipelines/home.ts';
import { openVault, type Vault } from '#pipelines/vault.ts';
import type { Audience } from '#lib/metrics/scope.ts';

/** Reads from the vault, and closes it whatever happens. */
export async function fromVault<Found>(
	home: Home,
	read: (vault: Vault) => Found | Promise<Found>
): Promise<Found> {
	const vault = openVault(home, { readOnly: true });
	try {
		return await read(vault);
	} finally {
		vault.close();
	}
}

/** Columns that hold pseudonyms, by the kind of thing that the vault knows them as; a record is of any kind. */
const KINDS = {
	enrollment_id: 'enrollment',
	client_id: 'client',
	household_id: 'household',
	worker_id: 'worker',
	record_id: undefined
} as const;

/** The source system's own ids of a row, by the column of the pseudonym; null where the vault has none. */
export type SourceIds = Partial<Record<`source_${keyof typeof KINDS}`, string | null>>;

/** A row that a page or a file may show to the audience that it was asked for. */
export type Identified<Row> = SourceIds & Row;

/**
 * Rows with the source system's own ids in front, for an audience that may see single clients; others get the
 * rows as they are. An id is one of the row's own `source`: of a person whom a crosswalk joins, the row's `known_as`
 * is asked for, and without it there is none where another source speaks for them. The vault is opened to read and
 * closed again.
 */
export function withSourceIds<Row extends object>(
	home: Home,
	{ may_see_clients }: Audience,
	rows: readonly Row[]
): Identified<Row>[] {
	if (!may_see_clients || rows.length === 0) return [...rows];
	const vault = openVault(home, { readOnly: true });
	try {
		const known = new Map<string, string | null>();
		const find = (
			pseudonym: unknown,
			kind: string | undefined,
			source: string | undefined
		): string | null => {
			if (typeof pseudonym !== 'string') return null;
			const key = `${kind ?? ''} ${pseudonym} ${source ?? ''}`;
			if (!known.has(key)) known.set(key, vault.find(pseudonym, kind, source));
			return known.get(key) ?? null;
		};
		return rows.map((row) => {
			const ids: SourceIds = {};
			const cells = { ...row } as Record<string, unknown>;
			const source = typeof cells.source === 'string' ? cells.source : undefined;
			for (const [column, kind] of Object.entries(KINDS) as [keyof typeof KINDS, string | undefined][])
				if (column in cells) {
					const pseudonym = column === 'client_id' ? (cells.known_as ?? cells[column]) : cells[column];
					ids[`source_${column}`] = find(pseudonym, kind, source);
				}
			return { ...ids, ...row };
		});
	} finally {
		vault.close();
	}
}
