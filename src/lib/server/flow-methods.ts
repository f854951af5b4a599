import { readMetrics } from '#pipelines/metrics/definition.ts';
import type { Way } from '#pipelines/stages/definition.ts';
import { toldStages } from '#lib/metrics/flow/told-stages.ts';
import { knownSources } from '#lib/metrics/sources.ts';
import { inWords } from './language.ts';
import type { Named } from './methods.ts';
import { fromStore, servedHome } from './reading.ts';

/** A way of reaching a stage, with the sources that collect it. */
export type ToldWay = Omit<Way, 'metric' | 'programs'> & {
	/** The types of program; null where they are all that no other way names. */
	programs: string[] | null;
	/** Whether it is the only way. */
	only: boolean;
	metric: Named | null;
	sources: string[];
};

/** What it is to reach a stage, from its file. */
export type ToldStage = {
	id: string;
	title: string;
	source: string;
	share_by: number | null;
	/** What marks the stage from which its days run; null where that is the start. */
	after: string | null;
	ways: ToldWay[];
	sql: string;
};

/** The stages of the flow of cases, from their files. */
export async function readStageMethods(): Promise<{ stages: ToldStage[]; noSources: boolean }> {
	const metrics = readMetrics(servedHome()).metrics.map(inWords);
	const sources = (await fromStore(knownSources)).content ?? [];
	const stages = toldStages();
	return {
		noSources: sources.length === 0,
		stages: stages.map(({ id, head, sql }) => ({
			id,
			title: head.title,
			source: head.source,
			share_by: head.share_by ?? null,
			after: stages.find((each) => each.id === head.after)?.head.noun ?? null,
			ways: head.ways.map(({ metric, programs, ...way }) => {
				const named = metrics.find((each) => each.id === metric);
				return {
					...way,
					programs: programs ?? null,
					only: head.ways.length === 1,
					metric: named ? { id: named.id, title: named.title } : null,
					sources: sources
						.filter(({ has }) => way.needs.every((need) => has.has(need)))
						.map(({ name }) => name)
				};
			}),
			sql: sql.replaceAll('$share_by', String(head.share_by))
		}))
	};
}
