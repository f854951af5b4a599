import { toldOf } from './format.ts';
import type { Beside } from './server/overview.ts';
import type { Words } from './speak.ts';

/** What a figure that stands beside another says: its title, and its finding or why there is none. */
export function tellBeside(
	{ m, format }: Pick<Words, 'm' | 'format'>,
	beside: Beside
): { title: string; says: string } {
	if (beside.problem !== null) return { title: beside.id, says: m.figures.leftOut };
	const { metric, result } = beside;
	const told = toldOf(metric);
	const tells = told.finding !== undefined && result.status === 'shown' && result.value !== null;
	return {
		title: metric.title,
		says: tells ? format.finding(result, told) : m.figures.sentence({ text: format.answer(result, told) })
	};
}
