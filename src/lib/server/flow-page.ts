import { bars } from '#lib/charts/bars.ts';
import { flow as drawBars } from '#lib/charts/flow.ts';
import { traceFlow, type FlowAnswer, type FlowStage } from '#lib/metrics/flow.ts';
import { readNeeds, unmetOf, type Needs } from '#lib/metrics/needs.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import type { Result } from '#lib/metrics/result.ts';
import { shortSources } from '#lib/metrics/sources.ts';
import { findMetric } from '#lib/metrics/catalogue.ts';
import { toldOf, type Told } from '#lib/format.ts';
import { wordOf, type Words } from '#lib/speak.ts';
import type { View } from '#lib/view.ts';
import type { Picture } from './pictures.ts';
import type { Store } from './store.ts';
import { figureWords } from './words.ts';

/** Where cases get stuck, all of it from one store. */
export type FlowPage = {
	flow: FlowAnswer;
	needs: Needs;
	/** How the figures of the referrals without room are told. */
	told: Told;
	/** Source systems whose data ends before the last day known. */
	short: { name: string; observedUntil: string }[];
};

/** The page with its sentences and pictures, ready to be sent. */
export type ShownFlow = FlowPage & {
	headline: string;
	sentences: string[];
	/** What is said first of the needs that could not be met. */
	needsSentences: string[];
	pictures: { flow: Picture | null; needs: Picture | null };
};

/** Answers a view of the flow for who asks. Throws `Misused` for a dimension that no household has. */
export async function readFlowPage(store: Store, view: View, { scope, audience }: Asker): Promise<FlowPage> {
	const question = { scope, audience, period: view.period, where: view.where };
	const flow = await traceFlow(store, { ...question, by: view.by[0] ?? 'program' });
	return {
		flow,
		needs: await readNeeds(store, question),
		told: toldOf(await findMetric(store, 'referrals-without-room')),
		short: await shortSources(store, flow.observed_until ?? '0001-01-01')
	};
}

/** Says and draws what a page of the flow shows. */
export function drawFlow(page: FlowPage, words: Words): ShownFlow {
	return {
		...page,
		...tellFlow(page.flow, words),
		needsSentences: needsSentencesOf(page, words),
		pictures: { flow: drawStages(page.flow, words), needs: drawNeeds(page, words) }
	};
}

/** Where cases get stuck, in words: first where most wait, then where most are lost and what takes longest. */
export function tellFlow(flow: FlowAnswer, words: Words): { headline: string; sentences: string[] } {
	return { headline: headlineOf(flow, words), sentences: sentencesOf(flow, words) };
}

type Known = { stage: FlowStage; from: FlowStage | undefined };

/** A stage by its id, with the one that its households come from. */
function find({ stages }: FlowAnswer, id: string | null): Known | null {
	const stage = stages.find((each) => each.stage === id);
	if (!stage) return null;
	return { stage, from: stages.find((each) => each.stage === stage.step?.from) };
}

function counted(value: number, { format }: Words): { value: number; number: string } {
	return { value, number: format.number(value) };
}

function headlineOf(flow: FlowAnswer, words: Words): string {
	const { m, format } = words;
	if (flow.started === 0) return m.flow.none;
	const started = counted(flow.started, words);
	const stuck = find(flow, flow.stuck);
	if (!stuck?.stage.says.waiting) return m.flow.nobodyWaits({ started });
	const { n, half } = stuck.stage.waiting;
	return m.flow.waiting({
		started,
		waiting: counted(n, words),
		phrase: stuck.stage.says.waiting,
		half: half === null ? null : format.quantity(half, 'days', 1)
	});
}

function sentencesOf(flow: FlowAnswer, words: Words): string[] {
	const { m, format } = words;
	if (flow.started === 0) return [];
	const said: string[] = [];
	const lost = find(flow, flow.lost);
	if (lost?.from && lost.stage.says.left !== null)
		said.push(
			m.flow.lost({
				from: lost.from.says.noun,
				to: lost.stage.says.noun,
				left: counted(lost.stage.left.here, words),
				phrase: lost.stage.says.left
			})
		);
	else said.push(m.flow.nobodyLost);
	const slowest = find(flow, flow.slowest);
	if (slowest?.from && slowest.stage.step) {
		const half = slowest.stage.step.half_by;
		said.push(
			m.flow.slowest({
				from: slowest.from.says.noun,
				to: slowest.stage.says.noun,
				half: half === null ? null : format.quantity(half, 'days', 1)
			})
		);
	}
	for (const stage of flow.stages)
		if (stage.after !== null && stage.share !== null && stage.lower !== null && stage.upper !== null)
			said.push(
				m.flow.kept({
					placed: counted(stage.could, words),
					share: format.percent(stage.share),
					limits: format.limits(stage.lower, stage.upper, { kind: 'ratio', unit: '' }),
					day: format.quantity(stage.share_by ?? 0, 'days')
				})
			);
	const stuck = find(flow, flow.stuck);
	if (stuck?.stage.says.waiting && stuck.stage.waiting.others > 0)
		said.push(
			m.flow.others({ others: counted(stuck.stage.waiting.others, words), phrase: stuck.stage.says.waiting })
		);
	return said;
}

/** A stage that no program of these households has is not drawn. */
export function hasPlace({ could, status }: FlowStage): boolean {
	return could > 0 || status === 'not_collected';
}

function drawStages(flow: FlowAnswer, words: Words): Picture | null {
	const { m, format } = words;
	const { parts, says, columns, caption, notCollected, lost, nobody } = m.flow.chart;
	const chart = drawBars({
		stages: flow.stages.filter(hasPlace).map(({ title, says, status, reached, waiting, left }) => ({
			label: title,
			phrase: says.reached,
			reached,
			waiting: waiting.n,
			left: left.n,
			none: status === 'not_collected' ? notCollected : null
		})),
		words: {
			number: (n) => format.number(n),
			parts,
			says: ({ phrase, reached, waiting, left }) =>
				says({
					phrase,
					reached: counted(reached, words),
					waiting: counted(waiting, words),
					left: counted(left, words)
				}),
			columns
		}
	});
	if (!chart || flow.started === 0) return null;
	const found = find(flow, flow.lost);
	const title = found?.from ? lost({ from: found.from.says.noun, to: found.stage.says.noun }) : nobody;
	return { chart, title, caption };
}

function needsSentencesOf({ needs, told }: FlowPage, words: Words): string[] {
	const { m, format } = words;
	const w = m.flow.needs;
	const { share, count, whole } = needs;
	if (whole.connected.status !== 'shown') return [];
	if (count === null) return [w.met];
	if (share === null) return [w.few];
	const said = [
		w.share({
			service: wordOf(m, share.service),
			n: format.number(share.n),
			room: format.headline(share.of.room, told),
			limits: format.interval(share.of.room, told) ?? '',
			unfit: counted(share.of.eligible.numerator ?? 0, words)
		})
	];
	said.push(
		count.service === share.service
			? w.both
			: w.count({
					service: wordOf(m, count.service),
					unmet: format.number(unmetOf(count.of)),
					n: format.number(count.n)
				})
	);
	return said;
}

function drawNeeds({ needs, told }: FlowPage, words: Words): Picture | null {
	const { m, format } = words;
	const { whole, services } = needs;
	const drawable = ({ value, lower, upper, n, immature, reason }: Result) => ({
		value,
		lower,
		upper,
		n,
		immature,
		reason
	});
	const chart = bars({
		groups: services.map(({ service, of }) => ({ ...drawable(of.room), label: wordOf(m, service) })),
		scale: 'share',
		overall:
			whole.room.value === null
				? null
				: { value: whole.room.value, label: m.flow.needs.all({ value: format.headline(whole.room, told) }) },
		standard: null,
		words: figureWords(words, told, m.flow.needs.columns.service)
	});
	if (!chart) return null;
	const [fullest] = services
		.filter(({ of }) => (of.room.numerator ?? 0) > 0)
		.sort((a, b) => (b.of.room.value ?? 0) - (a.of.room.value ?? 0));
	return {
		chart,
		title: fullest ? m.flow.needs.chart({ service: wordOf(m, fullest.service) }) : m.flow.needs.chartMet,
		caption: m.flow.needs.chartCaption
	};
}
