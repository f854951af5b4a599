import { page } from '$app/state';
import { DEFAULT_LOCALE } from './messages/index.ts';
import { speak, type Words } from './speak.ts';

/**
 * The words of whoever reads this page: `const { m, format } = $derived(words())`, called while a component
 * is made. Outside of components: `speak(locale)`.
 */
export function words(): Words {
	return speak(page.data.locale ?? DEFAULT_LOCALE);
}
