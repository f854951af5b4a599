/** The forms of a word that a language tells apart; `zero` is for exactly none, in any language. */
export type Forms = { zero?: string; other: string } & { [Rule in Intl.LDMLPluralRule]?: string };

/**
 * Chooses the form of a word for a number by the rules of a language (CLDR, through Intl.PluralRules), as
 * `plural('en')(2, { one: 'day', other: 'days' })`.
 */
export function plural(language: string): (value: number, forms: Forms) => string {
	const rules = new Intl.PluralRules(language);
	return (value, forms) =>
		(value === 0 ? forms.zero : undefined) ?? forms[rules.select(value)] ?? forms.other;
}
