import { afterNavigate } from '$app/navigation';

/**
 * Lets a form that filters show what each address brings, and keeps what is typed while the page is being made ready. Call it
 * while the component is made; the form's fields have `defaultValue` or `selected`, not `value`, which would take it away.
 */
export function followAddress(form: () => HTMLFormElement | undefined): void {
	afterNavigate(({ type }) => {
		if (type !== 'enter') form()?.reset();
	});
}
