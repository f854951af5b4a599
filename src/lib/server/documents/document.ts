import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Fault } from '#pipelines/errors.ts';
import { ROOT } from '#pipelines/home.ts';
import type { Look } from '#lib/reports/form.ts';
import type { Locale } from '#lib/messages/index.ts';

/** A part of a document. Every text is as it is to be read. */
export type Block =
	| { is: 'heading'; level: 1 | 2 | 3; text: string }
	| { is: 'text'; text: string; quiet: boolean }
	| { is: 'list'; items: { strong: string | null; text: string }[] }
	| { is: 'pairs'; pairs: [name: string, value: string][] }
	| { is: 'quote'; text: string; by: string }
	/** A drawing as an SVG file; `alt` says what it shows. */
	| { is: 'picture'; svg: string; alt: string }
	/** What follows begins a page. */
	| { is: 'page' }
	| {
			is: 'table';
			caption: string;
			/** A `number` stands at the right. */
			columns: { title: string; number: boolean }[];
			rows: string[][];
	  };

/**
 * What is printed: `foot` stands at the foot of each page, `author` is who gives it out. The logo stands above all, headings
 * have the colour, #rrggbb. It says that it was made on the day `made`; without one, now.
 */
export type PrintedDocument = {
	language: Locale;
	title: string;
	author: string;
	foot: string;
	blocks: Block[];
	look?: Look;
	made?: string;
};

const FOLDER = join(ROOT, 'src', 'lib', 'server', 'documents');
let compiler: NodeCompiler | null = null;

/**
 * A document as a PDF, on US Letter, tagged and with bookmarks: PDF/UA-1.
 * @throws Fault with what Typst says, where it cannot be made, or would be no PDF/UA-1
 */
export function makePdf(document: PrintedDocument): Buffer {
	compiler ??= NodeCompiler.create({ workspace: FOLDER });
	const made = compiler.compile({
		mainFileContent: readFileSync(join(FOLDER, 'document.typ'), 'utf8'),
		inputs: { document: JSON.stringify(asGiven(document)) }
	});
	const { result } = made;
	if (result === null) {
		const said = JSON.stringify(made.takeDiagnostics()?.shortDiagnostics ?? []);
		throw new Fault(`The document “${document.title}” cannot be printed: ${said}`);
	}
	const pdf = compiler.pdf(result, {
		pdfStandard: 'ua-1',
		...(document.made === undefined ? {} : { creationTimestamp: Date.parse(document.made) / 1000 })
	});
	compiler.evictCache(10);
	return pdf;
}

/** A document as Typst reads it: bytes are a list of numbers. */
function asGiven({ look = { logo: null, colour: null }, ...document }: PrintedDocument) {
	const { logo, colour } = look;
	return { ...document, colour, logo: logo && { format: logo.format, bytes: [...logo.bytes] } };
}
