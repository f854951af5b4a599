import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a PDF says of itself, and the text of each of its pages on one line. */
export type ReadPdf = {
	pages: string[];
	title: string;
	language: string;
	/** Whether its parts are tagged, and whether its metadata claim PDF/UA-1. */
	tagged: boolean;
	ua: boolean;
	bookmarks: string[];
	/** The roles of its parts, such as H1, Table and TH. */
	roles: Set<string>;
};

type Mark = { title: string; items: Mark[] };
type Part = { role?: string; children?: Part[] };

/** Reads a PDF. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
	const raw = Buffer.from(pdf).toString('latin1');
	const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
	const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } };
	const roles = new Set<string>();
	const collect = ({ role, children = [] }: Part): void => {
		if (role !== undefined) roles.add(role);
		for (const child of children) collect(child);
	};
	const pages: string[] = [];
	for (let at = 1; at <= document.numPages; at += 1) {
		const page = await document.getPage(at);
		const { items } = await page.getTextContent();
		pages.push(
			items
				.map((item) => ('str' in item ? item.str : ''))
				.join(' ')
				.replace(/\s+/g, ' ')
		);
		collect(((await page.getStructTree()) ?? {}) as Part);
	}
	const outline = (await document.getOutline()) as Mark[] | null;
	const marks = await document.getMarkInfo();
	await document.cleanup();
	return {
		pages,
		title: info.Title ?? '',
		language: info.Language ?? '',
		// A Map, whatever its types say.
		tagged: marks instanceof Map && marks.get('Marked') === true,
		ua: /pdfuaid:part(>|=")1/.test(raw),
		bookmarks: titlesOf(outline ?? []),
		roles
	};
}

function titlesOf(marks: Mark[]): string[] {
	return marks.flatMap(({ title, items }) => [title, ...titlesOf(items)]);
}
