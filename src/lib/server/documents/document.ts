import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Fault } from '#pipelines/errors.ts';
import { ROOT } from '#pipelines/home.ts';
import type { Locale } from '#lib/messages/index.ts';

/** A part of a document. Every text is as it is to be read. */
export type Block =
	| { is: 'heading'; level: 1 | 2; text: string }
	| { is: 'text'; text: string; quiet: boolean }
	| { is: 'list'; items: { strong: string | null; text: string }[] }
	| { is: 'pairs'; pairs: [name: string, value: string][] }
	| { is: 'quote'; text: string; by: string }
	/** What follows begins a page. */
	| { is: 'page' }
	| {
			is: 'table';
			caption: string;
			/** A `number` stands at the right. */
			columns: { title: string; number: boolean }[];
			rows: string[][];
	  };

/** What is printed: `foot` stands at the foot of each page, `author` is who gives it out. */
export type PrintedDocument = {
	language: Locale;
	title: string;
	author: string;
	foot: string;
	blocks: Block[];
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
		inputs: { document: JSON.stringify(document) }
	});
	const { result } = made;
	if (result === null) {
		const said = JSON.stringify(made.takeDiagnostics()?.shortDiagnostics ?? []);
		throw new Fault(`The document “${document.title}” cannot be printed: ${said}`);
	}
	const pdf = compiler.pdf(result, { pdfStandard: 'ua-1' });
	compiler.evictCache(10);
	return pdf;
}
