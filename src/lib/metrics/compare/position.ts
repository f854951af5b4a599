import type { Side, Standing } from './units.ts';

/** Fewer people than these say too little of a unit (METHODS §4). */
export const FEW_CLIENTS = 10;
/** Where more than this share of what is expected of a unit is from its own rows, it has nobody to be compared with. */
const ALONE = 0.8;
/**
 * In how many agencies chance alone may put somebody beyond the limits of "worth a conversation" in one window. That the
 * window of six months before must agree makes it fewer than one in a hundred (tests/unit/units-by-chance.test.ts).
 */
const IN_ONE_WINDOW = 0.1;

/** Where a unit stands, and so what may be said of it: the only place that decides it. */
export type Position =
	| { says: 'too little data'; why: 'few clients' | 'no result could' | 'alone' }
	| { says: 'within chance' }
	/** Outside what chance alone gives, but not outside what units differ by anyway. */
	| { says: 'within differences'; side: Side }
	/** Outside only because one other lies so far on the other side. */
	| { says: 'pulled'; side: Side }
	/** Outside the 99.8 % limits now; `before` is where it stood in the window that ended six months before. */
	| { says: 'look again'; side: Side; before: 'within' | 'outside' | 'not known' }
	| { says: 'worth a conversation'; side: Side };

export type Family = {
	/** How many units are judged, and in how many figures: so often chance has its turn. */
	units: number;
	figures: number;
	/** Whether rows are of clients at all. */
	ofClients: boolean;
};

/**
 * What may be said of a unit, from where it stands now and where it stood in the window that ended six months before
 * (null: it had no rows then). "Worth a conversation" needs three things: it is outside the 99.8 % limits now; it was
 * then, on the same side; and it is so far outside now that it stands out among all the units and figures that are looked
 * at, so that chance makes such a claim in fewer than one agency of a hundred.
 * Rule: METHODS.md §4, "What may be said of a worker".
 */
export function positionOf(now: Standing, before: Standing | null, family: Family): Position {
	const lacking = tooLittle(now, family);
	if (lacking !== null) return { says: 'too little data', why: lacking };
	const { side, beyondChance } = now;
	if (side === null)
		return beyondChance === null
			? { says: 'within chance' }
			: { says: 'within differences', side: beyondChance };
	if (now.pulled) return { says: 'pulled', side };
	const known = before !== null && tooLittle(before, family) === null;
	const again = known && before.side === side && !before.pulled;
	if (again && now.isBeyond(farTail(family))) return { says: 'worth a conversation', side };
	return { says: 'look again', side, before: again ? 'outside' : known ? 'within' : 'not known' };
}

/** What chance may leave beyond the limits of "worth a conversation", on either side, of one unit in one figure. */
export function farTail({ units, figures }: Pick<Family, 'units' | 'figures'>): number {
	return IN_ONE_WINDOW / (2 * Math.max(1, units * figures));
}

function tooLittle(
	{ clients, couldDiffer, own }: Standing,
	{ ofClients }: Family
): Extract<Position, { says: 'too little data' }>['why'] | null {
	if (ofClients && clients < FEW_CLIENTS) return 'few clients';
	if (own > ALONE) return 'alone';
	return couldDiffer ? null : 'no result could';
}
