import { PEOPLE } from '../dimensions.ts';
import type { Figure, Places } from './figures.ts';
import { bandOf, endOf, isSmall, type Policy } from './policy.ts';

/**
 * Why a figure is hidden: it tells of too few (`few`), nearly the same of each of a group (`end`), or nearly what one client
 * got (`one`); it changed by too few (`correction`); others could be worked out from it (`others`), with what was told before even
 * if less were told (`before`). For those who may see clients: nobody else may know which of the hidden ones are small.
 */
export type Why = 'few' | 'end' | 'one' | 'correction' | 'others' | 'before';

/** What of a figure is to be hidden, by itself, and why. */
export type Secret = { why: Why; places: number[] };

/** The places of all numbers of a figure. */
export const placesOf = ({ rows, clients, yes, no }: Places): number[] =>
	[rows, clients, yes, no].filter((place) => place !== null);

/** What is to be hidden of a figure because it is small, is nearly one client's, or would tell something of each of a group; or null. */
export function secretOf(figure: Figure, places: Places, policy: Policy): Secret | null {
	if (policy.kind === 'unsuppressed') return null;
	const { yes, no } = figure;
	if (isSmall(figure.clients, policy.k)) return { why: 'few', places: placesOf(places) };
	if (figure.isOneClients) return { why: 'one', places: placesOf(places) };
	const sides = [places.yes, places.no].filter((place) => place !== null);
	if (isSmall(yes?.clients ?? 0, policy.k) || isSmall(no?.clients ?? 0, policy.k))
		return { why: 'few', places: sides };
	return endNear(figure) === null ? null : { why: 'end', places: sides };
}

/** The band that is shown in place of a figure's value, and how many are in it at most. */
export type Band = { end: 'under' | 'over'; most: number };

/** The band that stands in place of a figure near an end; null where none is shown. */
export function bandFor(figure: Figure, policy: Policy): Band | null {
	if (policy.kind === 'unsuppressed') return null;
	const { yes, no, rows } = figure;
	const end = endNear(figure);
	if (end === null || isSmall(yes!.clients, policy.k) || isSmall(no!.clients, policy.k)) return null;
	const most = bandOf(rows, policy.k);
	return most === null ? null : { end, most };
}

/** The end that a figure is near which says something of its people, and says it of nearly all or none of them. */
function endNear(figure: Figure): 'under' | 'over' | null {
	const { yes, rows } = figure;
	return yes !== null && rows > 0 && tellsOfPeople(figure) ? endOf(yes.rows / rows) : null;
}

/** Whether a figure says something of the people of its group, so that near an end it would say it of each of them. Of what workers do it says nothing. */
function tellsOfPeople({ metric, group }: Figure): boolean {
	return metric.control !== 'worker' && PEOPLE.some(({ id }) => id in group);
}
