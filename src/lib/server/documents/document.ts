import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Fault, messageOf } from '#pipelines/errors.ts';
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

/** What stands for a letter that no font has. */
const UNKNOWN = '\uFFFD';

/**
 * A document as a PDF, on US Letter, tagged and with bookmarks: PDF/UA-1. A letter that no font has is shown as �.
 * @throws Fault with what Typst says, where it cannot be made, or would be no PDF/UA-1
 */
export function makePdf(document: PrintedDocument): Buffer {
	compiler ??= NodeCompiler.create({ workspace: FOLDER });
	const given = asGiven(document);
	try {
		return exported(compiler, document, given);
	} catch (cause) {
		const said = messageOf(cause);
		const letters = new Set(
			[...said.matchAll(/the text `\\"(.+?)\\"` could not/gu)].flatMap(([, text]) => [...text!])
		);
		if (letters.size === 0)
			throw new Fault(`The document “${document.title}” cannot be printed: ${said}`, { cause });
		const shown = [...letters].reduce((text, letter) => text.replaceAll(letter, UNKNOWN), given);
		return exported(compiler, document, shown);
	} finally {
		compiler.evictCache(10);
	}
}

function exported(compiler: NodeCompiler, { title, made: day }: PrintedDocument, given: string): Buffer {
	const made = compiler.compile({
		mainFileContent: readFileSync(join(FOLDER, 'document.typ'), 'utf8'),
		inputs: { document: given }
	});
	const { result } = made;
	if (result === null) {
		const said = JSON.stringify(made.takeDiagnostics()?.shortDiagnostics ?? []);
		throw new Fault(`The document “${title}” cannot be printed: ${said}`);
	}
	return compiler.pdf(result, {
		pdfStandard: 'ua-1',
		...(day === undefined ? {} : { creationTimestamp: Date.parse(day) / 1000 })
	});
}

/** A document as Typst reads it: bytes are a list of numbers, and texts have no letters that no text has. */
function asGiven({ look = { logo: null, colour: null }, ...document }: PrintedDocument): string {
	const { logo, colour } = look;
	const bytes = logo && { format: logo.format, bytes: [...logo.bytes] };
	return JSON.stringify({ ...document, colour, logo: bytes }, (_, value: unknown) =>
		typeof value === 'string' ? value.replace(/[^\P{Cc}\t\n]/gu, '').toWellFormed() : value
	);
}
