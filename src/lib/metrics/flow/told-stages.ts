import { readStages, type Stage } from '#pipelines/stages/definition.ts';
import { language } from '#lib/server/language.ts';

/** The stages in their order, in the language in which is answered. */
export function toldStages(): Stage[] {
	return readStages().map((stage) => {
		const { es, ...own } = stage.head;
		if (language() !== 'es' || es === undefined) return { ...stage, head: own };
		const ways = own.ways.map((way, at) => ({ ...way, ...es.ways?.[at] }));
		return { ...stage, head: { ...own, ...es, ways } };
	});
}
