import type { Drawing } from './chart.ts';

/** The colors of a drawing that stands outside a page: those of the light page (src/styles/tokens.css). */
const COLORS: Record<string, string> = {
	paper: '#fcfcfa',
	raised: '#f3f4f0',
	band: '#d6e6e4',
	ink: '#1a1f22',
	quiet: '#566068',
	line: '#d8dbd5',
	edge: '#7d868b',
	accent: '#0f5c63',
	good: '#1c6b3f',
	warn: '#8f4a00',
	bad: '#a8261d'
};

/** A drawing as an SVG file of its own, whose colors no page has to give. */
export function asPicture({ svg }: Drawing): string {
	return svg
		.replace(/var\(--([a-z-]+)(?:, [^"]*\)\))?\)/g, (whole, name: string) => COLORS[name] ?? whole)
		.replace(/^<svg /, '<svg xmlns="http://www.w3.org/2000/svg" font-family="Inter, sans-serif" ');
}
