import type { Part } from './part.ts';
import type { Report } from './report.ts';

/** What a report is called: its first heading, or the title of its definition where it has none. */
export function titleOf(report: Report, parts: readonly Part[]): string {
	const heading = parts.find((part) => part.is === 'heading' && part.level === 1);
	return heading?.is === 'heading' ? heading.text : report.report.title;
}
