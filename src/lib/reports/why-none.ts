import { END } from '../metrics/disclose/policy.ts';
import type { DisclosedResult } from '../metrics/disclose/told.ts';
import type { Spoken } from './form.ts';

/** Why a figure has no value, in words: "hidden: too few people"; null where it has one. */
export function whyNone({ status, reason, band }: DisclosedResult, { m, format }: Spoken): string | null {
	if (status === 'shown') return null;
	if (band !== null) return m.forms.band[band]({ share: format.percent(band === 'under' ? END : 1 - END) });
	return reason ?? m.figures.status[status];
}
