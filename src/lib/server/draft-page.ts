import { error } from '@sveltejs/kit';
import type { Home } from '#pipelines/home.ts';
import { nameOf } from '#lib/metrics/disclose/figures.ts';
import type { Why } from '#lib/metrics/disclose/secrets.ts';
import type { Period } from '#lib/metrics/result.ts';
import type { Drafted } from '#lib/reports/draft.ts';
import { amountCell, figureCell, nameOf as nameIn } from '#lib/reports/cells.ts';
import type { Part } from '#lib/reports/part.ts';
import { partsOf } from '#lib/reports/parts.ts';
import { stateOf } from '#lib/reports/promises.ts';
import type { Report, ReportFigure } from '#lib/reports/report.ts';
import { figuresOf } from '#lib/reports/restated.ts';
import { speak, type Words } from '#lib/speak.ts';
import type { Viewer } from './access.ts';
import { findOwnDraft, makeDraft } from './report-desk.ts';
import type { Draft } from './report-drafts.ts';
import { offerGaps } from './report-gaps.ts';
import { approvalsNeeded } from './report-releases.ts';
import type { Store } from './store.ts';

/** A figure that the funder is not told, and why. */
export type Hidden = { title: string; group: Record<string, string>; period: Period; why: Why };

/** What a draft says, and what has to be explained. */
export type Preview = {
	parts: Part[];
	/**
	 * Null where it is not known any more: in review, nothing is worked out anew. `notAccruing` are titles of metrics that say that
	 * they accrue, and do not.
	 */
	hidden: { figures: Hidden[]; all: number; notAccruing: string[] } | null;
	/** What can be said of the gaps that are followed. */
	gaps: string[];
	/** Figures that are short of a promise, by metric and title, with what was promised and delivered. */
	short: { metric: string; title: string; said: string }[];
};

/** What the page of a draft shows before the report is made. */
export type DraftPage = {
	draft: Omit<Draft, 'frozen'> & { inReview: boolean; hash: string | null };
	needed: number;
	/** Whether who asks has approved it. */
	approvedByMe: boolean;
};

/** A draft of who asks, with its grant. What is not theirs is answered as what does not exist. */
export async function ownDraft(home: Home, viewer: Viewer, id: string) {
	const own = await findOwnDraft(home, viewer, id);
	if (own === null) error(404, 'Not Found');
	return own;
}

export function readDraftPage(home: Home, viewer: Viewer, draft: Draft): DraftPage {
	const { frozen, ...rest } = draft;
	return {
		draft: { ...rest, inReview: frozen !== null, hash: frozen?.hash ?? null },
		needed: approvalsNeeded(home),
		approvedByMe: draft.approved.some(({ by }) => by === viewer.id)
	};
}

/** What the funder would get: in review what is frozen, else what the data gives now. */
export async function readPreview(
	store: Store,
	home: Home,
	viewer: Viewer,
	own: Awaited<ReturnType<typeof ownDraft>>
): Promise<Preview> {
	const { frozen } = own.draft;
	if (frozen !== null) return { ...preview(frozen.report, null), gaps: [] };
	const made = await makeDraft(store, home, own);
	return { ...preview(made.report, made), gaps: await offerGaps(store, home, viewer, own) };
}

function preview(report: Report, made: Pick<Drafted, 'why' | 'notAccruing'> | null): Omit<Preview, 'gaps'> {
	const words = speak(report.language);
	const all = [...figuresOf(report).values()];
	return {
		parts: partsOf(words, report),
		hidden: made && {
			all: all.length,
			notAccruing: made.notAccruing,
			figures: all.flatMap(({ title, metric, result }) => {
				const reason = made.why.get(nameOf({ ...result, metric, programs: report.grant.programs }));
				const isHidden = reason !== undefined && (result.status === 'suppressed' || result.carried);
				return isHidden ? [{ title, group: result.group, period: result.period, why: reason }] : [];
			})
		},
		short: report.figures
			.filter((figure) => {
				const states = [
					stateOf(figure, figure.to_date, figure.promised.to_date),
					stateOf(figure, figure.quarter, figure.promised.quarter)
				];
				return (
					states.some((state) => state === 'missed' || state === 'chance') ||
					figure.variance !== null ||
					figure.action !== null
				);
			})
			.map((figure) => ({
				...{ metric: figure.metric, title: nameIn(words, figure) },
				said: sayShort(words, figure)
			}))
	};
}

/** "This quarter 42 of 195 promised, year to date 52 of 250." of those of the two of which something was promised. */
function sayShort(words: Words, figure: ReportFigure): string {
	const w = words.m.desk.draft.texts;
	const said = (period: 'quarter' | 'to_date', promise: number | null) =>
		promise === null
			? []
			: [
					w.delivered[period]({
						value: figureCell(words, figure[period], figure).text,
						promised: amountCell(words, promise, figure).text
					})
				];
	const { quarter, to_date: toDate } = figure.promised;
	return [...said('quarter', quarter), ...said('to_date', toDate)].join(' ');
}
