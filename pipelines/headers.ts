/** Whether two headers are the same but for case and blanks. */
export function same(a: string, b: string): boolean {
	return folded(a) === folded(b);
}

/** A header without what does not tell it from others: case, and blanks at its ends and in a row. */
export function folded(header: string): string {
	return header.trim().replace(/\s+/g, ' ').toLowerCase();
}
