import { SIDES, type ReviewAbout } from '#lib/review.ts';
import type { Words } from '#lib/speak.ts';
import { tellGoal, tellHouseholds, tellNote, tellSignature, tellState } from '#lib/tell-review.ts';
import type { Block, PrintedDocument } from './documents/document.ts';
import type { ReviewPage, Traced } from './review-page.ts';
import type { Calls, ShownFigure, ShownReview } from './review-words.ts';

type Spoken = Pick<Words, 'm' | 'format' | 'locale'>;

/** A review as a document of two pages: what its page says, in the same words. `shown` and `traced` are what that page awaits. */
export function printReview(
	words: Spoken,
	page: ReviewPage & { about: ReviewAbout },
	{ shown, traced }: { shown: ShownReview; traced: Traced }
): PrintedDocument {
	const { m, format, locale } = words;
	const w = m.review;
	const { about, review, goals, notes } = page;
	const title = w.of({ worker: about.worker, period: format.period(about.period) });
	const observed = about.observed_until === null ? '' : format.date(about.observed_until);
	return {
		language: locale,
		title: `${w.title}: ${about.worker}`,
		author: m.frame.name,
		foot: [
			title,
			...(observed === '' ? [] : [w.made({ store: about.store.slice(0, 8), date: observed })])
		].join('. '),
		blocks: [
			heading(1, shown.headline),
			text(`${title}. ${tellState(words, review, about)}`, true),
			heading(2, w.cases.title),
			text(tellHouseholds(words, about)),
			text(idsOf(page).join(', '), true),
			heading(2, w.caseload.title),
			text(shown.caseload ? w.caseload.sentence(shown.caseload) : w.caseload.none),
			{
				is: 'pairs',
				pairs: shown.mix.map(({ dimension, values }) => [
					dimension,
					values.map((each) => w.caseload.part(each)).join(', ')
				])
			},
			...statements(words, shown),
			heading(2, w.trends.title),
			text(traced.trends.says),
			...list(traced.trends.changed.map(({ title, finding }) => ({ strong: `${title}:`, text: finding }))),
			...documents(words, shown),
			...goalsAndNotes(words, { goals, notes }),
			...(review === null
				? []
				: [
						heading(2, w.sign.title),
						...list(SIDES.map((side) => ({ strong: null, text: tellSignature(words, review, side) })))
					]),
			...figures(words, shown)
		]
	};
}

const heading = (level: 1 | 2, said: string): Block => ({ is: 'heading', level, text: said });
const text = (said: string, quiet = false): Block => ({ is: 'text', text: said, quiet });
const list = (items: { strong: string | null; text: string }[]): Block[] =>
	items.length === 0 ? [] : [{ is: 'list', items }];

/** The households that are enrolled at the end of the window, by the source's own ids where who asks has them. */
function idsOf({ cases, about }: Pick<ReviewPage, 'cases'> & { about: ReviewAbout }): string[] {
	return cases
		.filter(({ exited_on: on }) => on === null || on > about.period.to)
		.map(({ source_enrollment_id: own, enrollment_id: id }) => own ?? id.slice(0, 8));
}

function statements({ m }: Spoken, shown: ShownReview): Block[] {
	const w = m.review;
	const having = (calls: Calls) => shown.figures.filter((each) => each.calls === calls);
	const told = (of: readonly ShownFigure[]) =>
		list(of.map(({ title, told, beside }) => ({ strong: `${title}:`, text: `${told} ${beside}` })));
	const part = (title: string, of: readonly ShownFigure[], none: string | null): Block[] =>
		of.length === 0 && none === null
			? []
			: [heading(2, title), ...(of.length === 0 ? [text(none ?? '')] : told(of))];
	const ofTeam = shown.figures.filter(({ team }) => team !== null);
	return [
		...part(w.prompts, having('prompt'), w.noPrompts),
		...part(w.strengths, having('strength'), w.noStrengths),
		...part(w.ofTeam, ofTeam, null),
		...part(w.again, having('again'), null)
	];
}

function documents({ m }: Spoken, { documents: kinds }: ShownReview): Block[] {
	const { title, caption, columns, lead } = m.review.documents;
	if (kinds.length === 0) return [];
	return [
		heading(2, title),
		{
			is: 'table',
			caption,
			columns: [
				column(columns.kind),
				column(columns.value, true),
				column(columns.interval, true),
				column(columns.rests, true)
			],
			rows: kinds.map(({ kind, value, interval, rests }) => [kind, value, interval ?? '–', rests])
		},
		text(lead, true)
	];
}

function goalsAndNotes(words: Spoken, { goals, notes }: Pick<ReviewPage, 'goals' | 'notes'>): Block[] {
	const w = words.m.review;
	if (goals.length + notes.length === 0) return [];
	return [
		heading(2, w.goals.title),
		...(goals.length === 0 ? [text(w.goals.none)] : []),
		...list(goals.map((goal) => ({ strong: goal.text, text: `(${tellGoal(words, goal)})` }))),
		heading(2, w.notes.title),
		...(notes.length === 0 ? [text(w.notes.none)] : []),
		...notes.map((note): Block => ({ is: 'quote', text: note.text, by: tellNote(words, note) }))
	];
}

/** What stands for the words about in whose hands a figure is. */
const MARKS = { worker: '', shared: ' †', agency: ' ‡' } as const;

function figures({ m }: Spoken, shown: ShownReview): Block[] {
	const w = m.review.figures;
	const judged = shown.figures.filter(({ calls }) => calls !== 'little');
	const little = shown.figures.filter(({ calls }) => calls === 'little');
	const control = m.review.control;
	const marks = [
		...(judged.some((each) => each.control === 'shared') ? [`† ${control.shared}`] : []),
		...(judged.some((each) => each.control === 'agency') ? [`‡ ${control.agency}`] : []),
		...(judged.some(({ asShare }) => asShare) ? [`§ ${w.share}`] : [])
	];
	return [
		{ is: 'page' },
		heading(2, w.title),
		...(judged.length === 0
			? [text(w.none)]
			: [
					{
						is: 'table' as const,
						caption: w.caption,
						columns: [
							column(w.columns.figure),
							column(w.columns.value, true),
							column(w.columns.adjusted, true),
							column(w.columns.peers, true),
							column(w.columns.all, true),
							column(w.columns.position)
						],
						rows: judged.map(({ title, control: of, asShare, value, interval, unit, all, short }) => [
							`${title}${MARKS[of]}${asShare ? ' §' : ''}`,
							m.figures.answer({ figure: value, limits: interval, rests: null }),
							unit?.adjusted ?? unit?.compared ?? '–',
							unit?.peers ?? '–',
							all ?? '–',
							short
						])
					}
				]),
		text([marks.length === 0 ? '' : `${marks.join('; ')}.`, w.lead].join(' ').trim(), true),
		...(little.length === 0
			? []
			: [text(m.review.little({ figures: little.map(({ title }) => title).join('; ') }), true)])
	];
}

function column(title: string, number = false) {
	return { title, number };
}
