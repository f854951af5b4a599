import { closeSync, openSync, readSync } from 'node:fs';

/** How files begin that are no text and no zip, as Latin-1 from a place on, and what they are. */
const BEGINNINGS: [number, string, string][] = [
	[0, '\x89PNG', 'an image (PNG)'],
	[0, '\xff\xd8\xff', 'an image (JPEG)'],
	[0, 'GIF8', 'an image (GIF)'],
	[0, 'II*\0', 'an image (TIFF)'],
	[0, 'MM\0*', 'an image (TIFF)'],
	[8, 'WEBP', 'an image (WebP)'],
	[4, 'ftyphei', 'an image (HEIC)'],
	[4, 'ftypmif', 'an image (HEIC)'],
	[0, '%PDF', 'a PDF'],
	[0, '{\\rtf', 'a text document (RTF)'],
	[0, '\x1f\x8b', 'an archive that is no zip'],
	[0, '\xfd7zXZ', 'an archive that is no zip'],
	[0, '7z\xbc\xaf', 'an archive that is no zip'],
	[0, 'Rar!', 'an archive that is no zip']
];
const MARKUP = /^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body|table|\?xml|meta)/i;

/**
 * What a file is by how it begins, whatever its name says: a zip, a workbook that cannot be read (the old format of
 * Excel, or one with a password), or words for what else is neither text nor zip; null where it may be text.
 */
export function signatureOf(path: string): 'zip' | 'old workbook' | { other: string } | null {
	const bytes = Buffer.alloc(512);
	const file = openSync(path, 'r');
	try {
		const head = bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0));
		if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'zip';
		if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'old workbook';
		if (MARKUP.test(head)) return { other: 'a web page or XML' };
		const found = BEGINNINGS.find(([at, beginning]) => head.startsWith(beginning, at));
		return found ? { other: found[2] } : null;
	} finally {
		closeSync(file);
	}
}
