import { chanceOf, type Chart } from '#lib/metrics/compare/chance.ts';
import { MARKS } from '#lib/metrics/compare/marks.ts';
import { isGap } from './gaps.ts';
import type { Found } from './studies.ts';
import { isClaim } from './workers.ts';
import type { Sighting } from './truths.ts';
import type { Charted } from './trends.ts';

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

/** What was found in all agencies, as lines of text. */
export function report(found: readonly Found[], seconds: number): string {
	const [first] = found;
	if (!first) return 'No agency was made.';
	const { clients, planted } = first.agency;
	return [
		`${String(found.length)} agencies of about ${String(clients)} people, ${planted ? 'with the truths planted' : 'nothing planted'}, in ${seconds.toFixed(0)} seconds.`,
		...reportTruths(
			found.flatMap(({ truths }) => truths),
			found.length
		),
		...reportWorkers(found),
		...reportGaps(found),
		...reportTrends(found.flatMap(({ trends }) => trends))
	].join('\n');
}

function reportTruths(sightings: readonly Sighting[], agencies: number): string[] {
	if (sightings.length === 0) return [];
	return [
		'',
		'Truths',
		...[...Map.groupBy(sightings, ({ id }) => id)].flatMap(([id, own]) => [
			`  ${id}: found in ${String(own.filter(({ found }) => found).length)} of ${String(agencies)}`,
			...own.slice(0, 1).map(({ says, sure }) => `    ${says} [${sure}]`)
		])
	];
}

function reportWorkers(found: readonly Found[]): string[] {
	const each = found.flatMap(({ agency, workers }) =>
		workers === null ? [] : [{ seed: agency.seed, ...workers }]
	);
	const [first] = each;
	if (!first) return [];
	const judged = each.reduce((sum, { judged }) => sum + judged, 0) / each.length;
	const claimed = each.filter(({ workers }) => workers.some(isClaim));
	const said = Map.groupBy(
		each.flatMap(({ workers }) => workers),
		({ says }) => says
	);
	return [
		'',
		`Workers: ${judged.toFixed(0)} judgements by ${String(first.figures)} figures in each agency. "Worth a conversation" in ${String(claimed.length)} of ${String(each.length)} (${percent(claimed.length, each.length)}).`,
		...[...said].map(([says, own]) => `  ${says}: ${String(own.length)} in all`),
		...each.flatMap(({ seed, workers }) =>
			workers
				.filter(isClaim)
				.map(
					(one) =>
						`  seed ${String(seed)}: ${one.metric} of ${one.worker}: ${one.value.toFixed(3)} against ${one.pooled.toFixed(3)}, n ${one.n.toFixed(0)}, ${String(one.clients)} people, z ${one.z.toFixed(1)}, ${one.side}`
				)
		)
	];
}

function reportGaps(found: readonly Found[]): string[] {
	const scans = found.flatMap(({ agency, gaps }) => (gaps === null ? [] : [{ seed: agency.seed, ...gaps }]));
	if (scans.length === 0) return [];
	const cells = scans.reduce((sum, each) => sum + each.cells, 0) / scans.length;
	const withGap = scans.filter(({ groups }) => groups.some(isGap));
	const withAny = scans.filter(({ least }) => least <= 0.05);
	return [
		'',
		`Gaps: ${cells.toFixed(0)} comparisons in each agency. A gap in ${String(withGap.length)} of ${String(scans.length)} (${percent(withGap.length, scans.length)}); q of 0.05 or less in ${String(withAny.length)}.`,
		...scans.flatMap(({ seed, groups }) =>
			groups.map(
				(each) =>
					`  seed ${String(seed)}: ${each.metric} by ${each.dimension} ${each.value}: ${each.group.toFixed(3)} against ${each.rest.toFixed(3)}, ${String(each.clients)} people, ${each.test} p ${each.p.toExponential(1)} q ${each.q.toFixed(4)}, ${each.standing}`
			)
		)
	];
}

function reportTrends(charts: readonly Charted[]): string[] {
	if (charts.length === 0) return [];
	const lines = ['', `Trends: ${String(charts.length)} charts`];
	for (const [chart, own] of Map.groupBy(charts, (each) => each.chart)) {
		const expected = (of: (typeof MARKS)[number] | 'any' | 'claimed') =>
			own.reduce((sum, { points }) => sum + chanceOf(chart as Chart, points, of), 0);
		const line = (name: string, count: number, by: number) =>
			lines.push(
				`  ${chart} ${name}: ${String(count)} of ${String(own.length)} (${percent(count, own.length)}); the methods page says ${percent(by, own.length)}`
			);
		for (const mark of MARKS)
			line(mark, own.filter(({ marks }) => marks.includes(mark)).length, expected(mark));
		line('any', own.filter(({ marks }) => marks.length > 0).length, expected('any'));
		line('claimed', own.filter(({ claimed }) => claimed).length, expected('claimed'));
	}
	for (const [metric, own] of [...Map.groupBy(charts, (each) => each.metric)].sort())
		lines.push(
			`  ${metric} (${own[0]?.chart ?? ''}): ${String(own.filter(({ claimed }) => claimed).length)} claims in ${String(own.length)} charts`
		);
	return lines;
}
