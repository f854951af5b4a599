/** A drawing on 16 × 16 in one color: a filled shape, what is cut out of it, and lines. */
export type Drawing = { fill?: string; cut?: string; line?: string; width?: number; dash?: string };

/** Small drawings that stand beside words. They are told apart by their shapes alone. */
export const SIGNS = {
	better: { fill: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Z', cut: 'm4.8 8.2 2.3 2.3 4.2-4.8' },
	worse: { fill: 'M8 1.2 15.4 14.4H.6Z', cut: 'M8 6v4M8 11.9v.2' },
	within: { line: 'M2 6.5c2-2 4-2 6 0s4 2 6 0M2 11c2-2 4-2 6 0s4 2 6 0' },
	little: { line: 'M2.5 8v.01M8 8v.01M13.5 8v.01', width: 3 },
	immature: { line: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.5V8l2.4 1.6' },
	none: { line: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM3.6 12.4l8.8-8.8' },
	later: { line: 'M2 3v10M6 8h8M11 5l3 3-3 3' },
	hidden: { line: 'M4.5 7V5a3.5 3.5 0 0 1 7 0v2', fill: 'M3 7h10v7.5H3Z' },
	missing: { line: 'M2.5 2.5h11v11h-11Z', dash: '2.6 2' },
	info: { line: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 7.4v3.8M8 4.8v.1' },
	remove: { line: 'm4 4 8 8M12 4l-8 8' },
	previous: { line: 'M10 3 5 8l5 5' },
	next: { line: 'm6 3 5 5-5 5' },
	up: { line: 'M8 13V3M4 7l4-4 4 4' },
	down: { line: 'M8 3v10M4 9l4 4 4-4' }
} satisfies Record<string, Drawing>;

export type SignName = keyof typeof SIGNS;
