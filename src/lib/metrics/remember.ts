const remembered = new WeakMap<object, Map<string, Promise<unknown>>>();
const MOST = 2000;

/**
 * What was asked of a store, or of its database, before: a store never changes, so neither does the answer. The key must name
 * everything that the answer depends on, the scope among it. A failure is not remembered, and of very many
 * answers the oldest are forgotten.
 */
export function remember<Answer>(store: object, key: string, ask: () => Promise<Answer>): Promise<Answer> {
	const known = remembered.get(store) ?? new Map<string, Promise<unknown>>();
	remembered.set(store, known);
	const earlier = known.get(key) as Promise<Answer> | undefined;
	if (earlier) return earlier;
	const answer = ask();
	known.set(key, answer);
	answer.catch(() => known.delete(key));
	const [oldest] = known.keys();
	if (known.size > MOST && oldest !== undefined) known.delete(oldest);
	return answer;
}
