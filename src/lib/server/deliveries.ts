import { randomUUID } from 'node:crypto';
import type { SQLOutputValue } from 'node:sqlite';
import type { Home } from '#pipelines/home.ts';
import { outcomeSchema, type Delivery, type DeliveryOutcome, type DeliveryState } from '#lib/delivery.ts';
import { inOneStep, openApp } from './app-db.ts';

/** A delivery as it is kept: by which key it came, or null where it lay in the watched folder. */
export type Kept = Omit<Delivery, 'progress'> & {
	key: string | null;
	/** The name of the key. */
	by: string | null;
};

/** Days for which what became of a delivery is kept. */
const MEMORY = 90;

export const NO_OUTCOME: DeliveryOutcome = {
	batch: null,
	source: null,
	lines: null,
	accepted: null,
	rejected: null,
	problems: null,
	reasons: []
};

/** Notes that something came in, and gives its id. Those that ended long ago are forgotten. */
export function addDelivery(
	home: Home,
	{ id = randomUUID(), key, name, state }: Pick<Kept, 'key' | 'name' | 'state'> & { id?: string }
): string {
	const db = openApp(home);
	const now = new Date();
	inOneStep(db, () => {
		const old = new Date(now.getTime() - MEMORY * 86_400_000).toISOString();
		db.prepare('delete from delivery where ended_at < ?').run(old);
		db.prepare('insert into delivery values (?, ?, ?, ?, ?, ?, null)').run(
			id,
			key,
			name,
			now.toISOString(),
			state,
			JSON.stringify(NO_OUTCOME)
		);
	});
	return id;
}

/** Says how far one is. It has ended where it neither waits nor runs. */
export function changeDelivery(
	home: Home,
	id: string,
	state: DeliveryState,
	outcome: DeliveryOutcome = NO_OUTCOME
): void {
	const ended = state === 'waiting' || state === 'running' ? null : new Date().toISOString();
	openApp(home)
		.prepare('update delivery set state = ?, outcome = ?, ended_at = ? where id = ?')
		.run(state, JSON.stringify(outcome), ended, id);
}

/** Forgets one, as if it had never been taken. */
export function removeDelivery(home: Home, id: string): void {
	openApp(home).prepare('delete from delivery where id = ?').run(id);
}

const SELECT = 'select d.*, k.name as by from delivery d left join upload_key k on k.id = d.key where true';

/** The delivery with an id that came by a key, or null. */
export function findDelivery(home: Home, id: string, key: string): Kept | null {
	const row = openApp(home).prepare(`${SELECT} and d.id = ? and d.key = ?`).get(id, key);
	return row ? keptOf(row) : null;
}

/** Those that came last, newest first. */
export function latestDeliveries(home: Home, most: number): Kept[] {
	return openApp(home)
		.prepare(`${SELECT} order by d.received_at desc, d.rowid desc limit ?`)
		.all(most)
		.map(keptOf);
}

/** Those that have not ended, in the order in which they came. */
export function openDeliveries(home: Home): Kept[] {
	return openApp(home)
		.prepare(`${SELECT} and d.ended_at is null order by d.received_at, d.rowid`)
		.all()
		.map(keptOf);
}

/** How many that came by a key have not ended. */
export function countWaiting(home: Home, key: string): number {
	const row = openApp(home)
		.prepare('select count(*) as n from delivery where key = ? and ended_at is null')
		.get(key);
	return Number(row?.n);
}

/** How many were refused or failed since a moment (ISO in UTC). */
export function countRefused(home: Home, since: string): number {
	const row = openApp(home)
		.prepare("select count(*) as n from delivery where state in ('refused', 'failed') and ended_at >= ?")
		.get(since);
	return Number(row?.n);
}

function keptOf(row: Record<string, SQLOutputValue>): Kept {
	const text = (name: string) => (typeof row[name] === 'string' ? row[name] : null);
	return {
		id: String(row.id),
		key: text('key'),
		by: text('by'),
		name: String(row.name),
		state: row.state as DeliveryState,
		received_at: String(row.received_at),
		ended_at: text('ended_at'),
		...outcomeSchema.parse(JSON.parse(String(row.outcome)))
	};
}
