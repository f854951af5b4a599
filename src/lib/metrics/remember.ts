import { language } from '#lib/server/language.ts';

const remembered = new WeakMap<object, Map<string, Promise<unknown>>>();
const MOST = 2000;

/**
 * What was asked of a store, or of its database, before: a store never changes, so neither does the answer. The key must name
 * everything that the answer depends on, the scope among it; the language of its words it need not name. A failure is not remembered, and of very many
 * answers the oldest are forgotten.
 */
export function remember<Answer>(store: object, key: string, ask: () => Promise<Answer>): Promise<Answer> {
	const known = remembered.get(store) ?? new Map<string, Promise<unknown>>();
	remembered.set(store, known);
	const said = `${language()} ${key}`;
	const earlier = known.get(said) as Promise<Answer> | undefined;
	if (earlier) return earlier;
	const answer = ask();
	known.set(said, answer);
	answer.catch(() => known.delete(said));
	const [oldest] = known.keys();
	if (known.size > MOST && oldest !== undefined) known.delete(oldest);
	return answer;
}
