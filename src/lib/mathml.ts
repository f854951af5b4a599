/**
 * Formulas as MathML, which browsers set and screen readers read by themselves. Names and signs are ours,
 * never a reader's.
 */

type Piece = string;

const element =
	(name: string) =>
	(...inner: Piece[]): Piece =>
		`<${name}>${inner.join('')}</${name}>`;

export const row = element('mrow');
export const fraction = (above: Piece, below: Piece): Piece => element('mfrac')(above, below);
export const root = element('msqrt');
export const sub = (base: Piece, index: Piece): Piece => element('msub')(base, index);
export const sup = (base: Piece, power: Piece): Piece => element('msup')(base, power);
export const under = (base: Piece, below: Piece): Piece => element('munder')(base, below);
export const over = (base: Piece, above: Piece): Piece => element('mover')(base, above);

/** A name: one letter, or a word such as max. */
export const i = element('mi');
export const n = element('mn');
export const o = element('mo');

/** Between two pieces that would touch. */
export const gap = '<mspace width="0.3em"></mspace>';

/** In brackets that grow with what they hold. */
export const brackets = (...inner: Piece[]): Piece => row(o('('), ...inner, o(')'));

/** A whole formula on a line of its own. */
export const formula = (...inner: Piece[]): string => `<math display="block">${row(...inner)}</math>`;

/** A sign or a formula within a line of text. */
export const inline = (...inner: Piece[]): string => `<math>${row(...inner)}</math>`;
