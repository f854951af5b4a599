import { SaxesParser } from 'saxes';

/** What is told while XML is read: names without their prefix. */
export type XmlReader = {
	open?: (name: string, attributes: Record<string, string>) => void;
	text?: (text: string) => void;
	close?: (name: string) => void;
};

/**
 * Reads XML as it comes, and nothing that it refers to. Memory is bounded.
 * @throws Error where it is not well-formed, ends early or declares entities of its own
 */
export async function readXml(stream: AsyncIterable<Buffer>, reader: XmlReader): Promise<void> {
	const parser = new SaxesParser({ position: false, xmlns: false });
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('doctype', () => {
		throw new Error('it declares a document type');
	});
	parser.on('opentag', ({ name, attributes }) => reader.open?.(local(name), attributes));
	parser.on('closetag', ({ name }) => reader.close?.(local(name)));
	parser.on('text', (text) => reader.text?.(text));
	parser.on('cdata', (text) => reader.text?.(text));
	let decoder: TextDecoder | null = null;
	for await (const chunk of stream) {
		decoder ??= new TextDecoder(chunk[0] === 0xff || chunk[1] === 0 ? 'utf-16le' : 'utf-8', { fatal: true });
		parser.write(decoder.decode(chunk, { stream: true }));
	}
	parser.write(decoder?.decode() ?? '');
	parser.close();
}

function local(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}
