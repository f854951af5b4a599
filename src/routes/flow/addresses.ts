import { resolve } from '$app/paths';
import type { Who } from '#lib/metrics/flow/who.ts';
import { isSameCondition, viewParameters, type Condition, type View } from '#lib/view.ts';

/** Which households at a stage are to be listed. */
export type Listed = { stage: string; who: Who; to?: string | null };

/** The end of the address of a list of households: a view, perhaps of one group alone, and which households. */
export function listedIn(view: View, { who, to = null }: Omit<Listed, 'stage'>, only?: Condition): string {
	const where = only ? [...view.where.filter((each) => !isSameCondition(each, only)), only] : view.where;
	const parameters = viewParameters({ ...view, grain: null, by: [], where });
	return `?${new URLSearchParams([...parameters, ['who', who], ...(to === null ? [] : [['to', to]])]).toString()}`;
}

/** The address of a list of households. */
export function listAt(view: View, { stage, ...listed }: Listed, only?: Condition): string {
	return resolve('/flow/[stage]', { stage }) + listedIn(view, listed, only);
}
