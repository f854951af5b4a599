import type { Store } from '#lib/server/store.ts';
import type { ComparedKind, Fact } from './compare/sides.ts';
import type { Outcome } from './estimate/time-to-event.ts';
import { CLUSTER } from './kinds/kind.ts';
import type { Asked } from './question.ts';
import { selectRows, type Selection } from './select.ts';
import { withProblems } from './touched.ts';

/** What a fact holds of rows that are alike, by the kind of their metric; what is not summed tells them apart. */
const COLUMNS: Record<ComparedKind, { x: string; y?: string; apart?: string }> = {
	ratio: { x: 'count(*) filter (success)' },
	duration: { x: 'days::double', apart: 'days' },
	time_to_event: { x: 'days::double', apart: 'days, outcome' },
	rate: { x: 'sum(events)::double', y: 'sum(exposure_days)::double' },
	mean: {
		x: 'sum(value * coalesce(weight, 1) order by value, weight)::double',
		y: 'sum(coalesce(weight, 1) order by weight)::double'
	}
};

/**
 * The rows of a metric as comparisons take them: those that `selectRows` gives for one period, rows that are alike put
 * together, each with the dimensions asked for alongside and the groupings that keep it. Always in the same order.
 */
export async function readFacts(
	store: Store,
	asked: Asked & Required<Pick<Selection, 'alongside' | 'groupings'>>
): Promise<Fact[]> {
	const kind = asked.metric.kind as ComparedKind;
	const { x, y = '0', apart } = COLUMNS[kind];
	const { sql, values } = selectRows(asked);
	const told = asked.alongside.map((_, at) => `t${String(at)}`);
	const kept = asked.groupings.map((_, at) => `k${String(at)}`);
	const shown = [...told, ...kept];
	const keys = ['cluster', 'client', ...(apart === undefined ? [] : [apart]), ...shown].join(', ');
	const rows = await store.db.beside((db) =>
		db.rows(
			`with r as (select r.*, ${CLUSTER}::varchar as cluster, client_id::varchar as client, problems is not null as flawed from (${withProblems(asked.metric, sql)}) r)
			select cluster, client, ${shown.map((each) => `${each}, `).join('')}count(*) as n, ${x} as x, ${y} as y,
				${kind === 'time_to_event' ? 'outcome' : 'null'} as outcome, count(*) filter (flawed) as flawed
			from r group by ${keys} order by ${keys}`,
			values
		)
	);
	const clusters = new Places();
	const clients = new Places();
	return rows.map((row) => ({
		cluster: clusters.of(row.cluster),
		client: clients.of(row.client),
		n: Number(row.n),
		x: Number(row.x),
		y: Number(row.y),
		outcome: row.outcome as Outcome | null,
		flawed: Number(row.flawed),
		told: told.map((column) => String(row[column])),
		kept: kept.map((column) => row[column] === true)
	}));
}

/** A number for each text. */
class Places {
	#known = new Map<unknown, number>();
	of(text: unknown): number {
		const known = this.#known.get(text);
		if (known !== undefined) return known;
		this.#known.set(text, this.#known.size);
		return this.#known.size - 1;
	}
}
