import { PERSONAL } from '#pipelines/identifier-shapes.ts';
import type { Home } from '#pipelines/home.ts';
import { sayGroup } from '#lib/gap-words.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { BREAKDOWNS, type Grant } from '#lib/reports/grants.ts';
import { speak } from '#lib/speak.ts';
import type { Viewer } from './access.ts';
import { listGaps, notesOf, type FollowedGap } from './gap-notes.ts';
import { inLanguage } from './language.ts';
import { readChoices } from './reach.ts';
import type { Draft } from './report-drafts.ts';
import type { Store } from './store.ts';

/** A note with a number could tell of few people, and a long one was written for other readers. */
const NUMBER = /\p{N}/u;
const LONGEST = 600;

const personal = new RegExp(PERSONAL, 'iu');

/**
 * What can be said to the funder of a grant of the gaps that are followed in its programs, for the manager to choose and change:
 * which group, in which figure, since when, and what was last noted of it. No number of people is in it; a group or its rest of
 * fewer people than the funder may know is left out, and what is told of teams or workers.
 */
export async function offerGaps(
	store: Store,
	home: Home,
	{ asker }: Pick<Viewer, 'asker'>,
	{ draft: { language }, grant }: { draft: Pick<Draft, 'language'>; grant: Grant }
): Promise<string[]> {
	const { programs } = await readChoices(home);
	const nameOf = new Map(programs.map(({ id, name }) => [id, name]));
	const gaps = listGaps(home, asker).filter((gap) => isOf(gap, grant, nameOf) && isSafe(gap, grant));
	if (gaps.length === 0) return [];
	const words = speak(language);
	const w = words.m.desk.draft.gaps;
	const { metrics } = await inLanguage(language, () => listMetrics(store));
	return gaps.flatMap((gap) => {
		const metric = metrics.find(({ id }) => id === gap.metric);
		if (metric === undefined) return [];
		const note = lastNote(home, gap);
		const said = w.one({
			group: sayGroup(words, gap),
			figure: metric.title,
			since: words.format.date(gap.opened.at.slice(0, 10))
		});
		return [note === null ? said : `${said} ${w.done({ note })}`];
	});
}

/** Whether a gap is open, and of the grant's programs or the whole agency. */
function isOf({ closed, programs, where }: FollowedGap, grant: Grant, nameOf: Map<string, string>): boolean {
	const isGrants = (name: string | undefined) => name !== undefined && grant.programs.includes(name);
	return (
		closed === null &&
		(programs === 'all' || programs.every((id) => isGrants(nameOf.get(id)))) &&
		where.every(({ dimension, value }) => dimension !== 'program' || isGrants(value))
	);
}

function isSafe({ dimension, where, found }: FollowedGap, { policy }: Grant): boolean {
	const least = policy.kind === 'suppress' ? policy.k : 1;
	return (
		[dimension, ...where.map((each) => each.dimension)].every((id) => BREAKDOWNS.includes(id)) &&
		found.group.clients >= least &&
		found.rest.clients >= least
	);
}

/** The last text that was noted of a gap, where it can be offered. */
function lastNote(home: Home, gap: FollowedGap): string | null {
	const text = notesOf(home, gap).findLast((each) => each.text !== null)?.text ?? null;
	return text === null || text.length > LONGEST || NUMBER.test(text) || personal.test(text)
		? null
		: text.replace(/\s+/g, ' ');
}
