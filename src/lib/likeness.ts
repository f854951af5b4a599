/**
 * How well what somebody typed fits what something is called: 0 where they are the same, then where it begins so, where
 * every word typed begins a word of its name, and where some of them begin words of what else is said of it. Null where
 * they do not fit. Capitals and accents do not count.
 */
export function likeness(typed: string, name: string, about = ''): 0 | 1 | 2 | 3 | null {
	const [wanted, own] = [folded(typed), folded(name)];
	if (wanted === '') return null;
	if (own === wanted) return 0;
	if (own.startsWith(wanted)) return 1;
	const words = wanted.split(' ');
	if (words.every((word) => begins(word, own))) return 2;
	const all = `${own} ${folded(about)}`;
	return words.every((word) => begins(word, all)) ? 3 : null;
}

function begins(word: string, text: string): boolean {
	return ` ${text}`.includes(` ${word}`);
}

/** Words in small letters without accents, a blank between each two. */
function folded(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
