import type { Messages } from '#lib/messages/index.ts';
import type { Returned } from '#lib/server/roster-action.ts';

/** What a form that was not accepted had in its fields, and the sentence at each that is wrong. */
export function returnedTo(m: Messages, form: Returned | null, name: string) {
	const own = form?.form === name ? form : null;
	return {
		open: own !== null,
		value: (field: string, otherwise: string | number | null): string =>
			own?.given[field] ?? String(otherwise ?? ''),
		wrong: (field: string): string | undefined => {
			const found = own?.wrong.find((each) => each.field === field);
			return found && m.roster.wrong[found.why];
		}
	};
}
