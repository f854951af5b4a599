import { dueParameters, type DueView } from '#lib/due-view.ts';
import { viewParameters, type View } from '#lib/view.ts';

/** The end of the address of a list: the filters of a view, and which things in which order. */
export function listAddress(view: View, address: DueView): string {
	const pairs = [...viewParameters({ ...view, by: [], grain: null, period: {} }), ...dueParameters(address)];
	return `?${new URLSearchParams(pairs).toString()}`;
}
