import { parseHTML } from 'linkedom';
import type { Chart, Drawing } from '#lib/charts/chart.ts';

/** The elements of a drawing, as a browser would read them. */
export function elements(svg: string, selector: string): Element[] {
	const { document } = parseHTML(`<!doctype html><html><body>${svg}</body></html>`);
	return [...document.querySelectorAll(selector)];
}

export function textsIn(svg: string, selector = 'text'): string[] {
	return elements(svg, selector).map(({ textContent }) => textContent ?? '');
}

export function numberOf(element: Element, attribute: string): number {
	return Number(element.getAttribute(attribute));
}

export function drawings({ wide, narrow }: Chart): Drawing[] {
	return [wide, narrow];
}

/** Fails unless every reading has its place within the drawing, and so does the table its row. */
export function isWithin({ width, height, area, places }: Drawing): boolean {
	const inside = (x: number, y: number) => x >= 0 && x <= width && y >= 0 && y <= height;
	return (
		inside(area.left, area.top) &&
		inside(area.right, area.bottom) &&
		places.every(({ x, y, dots }) => inside(x, y) && dots.every((dot) => inside(x, dot)))
	);
}

/** A name that would do harm where it is not text. */
export const HOSTILE = '<script>alert(1)</script>" onload="alert(2)" &amp; <img src=x onerror=alert(3)>';

/** Whether a drawing holds nothing but shapes and text, and no attribute that runs. */
export function isInert(svg: string): boolean {
	const harmful = elements(svg, 'script, img, foreignObject, a, style, iframe');
	const running = elements(svg, '*').filter(({ attributes }) =>
		[...attributes].some(({ name, value }) => name.startsWith('on') || /javascript:|url\(/i.test(value))
	);
	return harmful.length === 0 && running.length === 0;
}

/** The file's content for a snapshot that the page of parts shows too. */
export function fileOf(chart: Chart | null): string {
	return `${JSON.stringify(chart, null, '\t')}\n`;
}
