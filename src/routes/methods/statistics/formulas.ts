import type { Metric } from '#pipelines/metrics/definition.ts';
import {
	brackets,
	formula,
	fraction,
	gap,
	i,
	inline,
	n,
	o,
	over,
	root,
	row,
	sub,
	sup,
	under
} from '#lib/mathml.ts';

const equals = o('=');
const sumOver = (index: string) => under(o('∑'), i(index));
const square = (of: string) => sup(of, n('2'));
const of = (name: string, index: string) => sub(i(name), i(index));
const less = o('−');
const plus = o('+');
const upTo = row(sub(i('t'), i('i')), o('≤'), i('t'));
const clusters = row(fraction(i('k'), row(i('k'), less, n('1'))), gap);
const p = i('p');
const rest = brackets(n('1'), less, p);
const effective = sub(i('n'), i('e'));

/** The share of rows, how much its rows are alike, and Wilson's interval on the effective number. */
const ratio = [
	formula(p, equals, fraction(i('s'), i('n'))),
	formula(
		i('d'),
		equals,
		clusters,
		fraction(row(sumOver('c'), square(brackets(of('s', 'c'), less, p, of('n', 'c')))), row(i('n'), p, rest)),
		o(','),
		gap,
		effective,
		equals,
		fraction(i('n'), row(i('max'), brackets(n('1'), o(','), i('d'))))
	),
	formula(
		fraction(
			row(
				p,
				plus,
				fraction(square(i('z')), row(n('2'), effective)),
				o('±'),
				i('z'),
				root(
					row(
						fraction(row(p, rest), effective),
						plus,
						fraction(square(i('z')), row(n('4'), square(effective)))
					)
				)
			),
			row(n('1'), plus, fraction(square(i('z')), effective))
		)
	)
];

/** A quantile between two ordered values, and the ranks that enclose the median. */
const duration = [
	formula(
		i('h'),
		equals,
		n('1'),
		plus,
		brackets(i('n'), less, n('1')),
		i('q'),
		o(','),
		gap,
		i('j'),
		equals,
		o('⌊'),
		i('h'),
		o('⌋')
	),
	formula(
		row(i('Q'), brackets(i('q'))),
		equals,
		sub(i('x'), brackets(i('j'))),
		plus,
		brackets(i('h'), less, i('j')),
		brackets(sub(i('x'), brackets(i('j'), plus, n('1'))), less, sub(i('x'), brackets(i('j'))))
	),
	formula(
		sub(i('x'), brackets(i('r'))),
		o('≤'),
		i('m'),
		o('≤'),
		sub(i('x'), brackets(i('n'), less, i('r'), plus, n('1')))
	)
];

const F = row(i('F'), brackets(i('t')));
const surviving = (at: string) => row(i('S'), brackets(at));

/** Who is still in play, the share with the event, and its interval. */
const time_to_event = [
	formula(
		surviving(i('t')),
		equals,
		under(o('∏'), upTo),
		brackets(n('1'), less, fraction(row(of('d', 'i'), plus, of('c', 'i')), of('n', 'i')))
	),
	formula(
		F,
		equals,
		under(o('∑'), upTo),
		surviving(sub(i('t'), row(i('i'), less, n('1')))),
		fraction(of('d', 'i'), of('n', 'i'))
	),
	formula(
		n('1'),
		less,
		sup(brackets(n('1'), less, i('F')), row(i('exp'), brackets(o('∓'), i('z'), i('u')))),
		o(','),
		gap,
		i('u'),
		equals,
		fraction(
			i('σ'),
			row(brackets(n('1'), less, i('F')), o('|'), i('ln'), brackets(n('1'), less, i('F')), o('|'))
		)
	)
];

/** Events per 30 days, how much people differ, and the interval. */
const rate = [
	formula(
		i('r'),
		equals,
		n('30'),
		fraction(row(sumOver('c'), of('x', 'c')), row(sumOver('c'), of('t', 'c')))
	),
	formula(
		i('φ'),
		equals,
		fraction(n('1'), row(i('k'), less, n('1'))),
		sumOver('c'),
		fraction(square(brackets(of('x', 'c'), less, of('e', 'c'))), of('e', 'c'))
	),
	formula(
		i('r'),
		i('exp'),
		brackets(o('±'), i('w')),
		o(','),
		gap,
		i('w'),
		equals,
		fraction(row(i('max'), brackets(i('z'), o(','), i('q'), root(i('φ')))), root(i('x')))
	)
];

/** The total. */
const sum = [formula(i('Y'), equals, sumOver('r'), of('y', 'r'))];

const average = over(i('y'), o('¯'));

/** The mean, its standard error over people or workers, and the interval. */
const mean = [
	formula(average, equals, fraction(row(sumOver('c'), of('y', 'c')), i('n'))),
	formula(
		square(i('σ')),
		equals,
		clusters,
		fraction(row(sumOver('c'), square(brackets(of('y', 'c'), less, average, of('n', 'c')))), square(i('n')))
	),
	formula(average, o('±'), i('q'), i('σ'))
];

/** The formulas of each kind of figure, as the estimators in src/lib/metrics/estimate work them out. */
export const FORMULAS: Record<Metric['kind'], string[]> = {
	count: [],
	sum,
	ratio,
	duration,
	time_to_event,
	rate,
	mean
};

const pooled = over(p, o('¯'));

/** The limits of a trend, as src/lib/metrics/compare works them out: of shares, and of all other figures. */
export const LIMITS = {
	'p-prime': formula(
		pooled,
		o('±'),
		n('3'),
		sub(i('σ'), i('z')),
		root(fraction(row(pooled, brackets(n('1'), less, pooled)), of('n', 'i')))
	),
	xmr: formula(
		average,
		o('±'),
		n('2.66'),
		gap,
		fraction(
			row(
				under(o('∑'), i('i')),
				row(o('|'), of('y', 'i'), less, sub(i('y'), row(i('i'), less, n('1'))), o('|'))
			),
			row(i('m'), less, n('1'))
		)
	)
};

const angleOf = (value: string) => row(i('asin'), root(value));

/** A unit's distance from all, how much units differ, its value for the cases of all, and what is its own of it. */
export const UNITS = {
	distance: formula(
		of('z', 'i'),
		equals,
		n('2'),
		root(of('n', 'i')),
		brackets(angleOf(of('p', 'i')), less, angleOf(i('p')))
	),
	differ: formula(
		square(i('τ')),
		equals,
		fraction(
			row(i('m'), i('φ'), less, brackets(i('m'), less, n('1'))),
			row(
				sumOver('i'),
				of('w', 'i'),
				less,
				fraction(row(sumOver('i'), square(of('w', 'i'))), row(sumOver('i'), of('w', 'i')))
			)
		),
		o(','),
		gap,
		of('w', 'i'),
		equals,
		n('4'),
		of('n', 'i')
	),
	limits: formula(
		square(i('sin')),
		brackets(
			angleOf(i('p')),
			o('±'),
			n('3.09'),
			root(row(fraction(n('1'), row(n('4'), of('n', 'i'))), plus, square(i('τ'))))
		)
	),
	adjusted: formula(
		i('p'),
		fraction(of('s', 'i'), row(sumOver('h'), sub(i('n'), row(i('i'), i('h'))), of('p', 'h')))
	),
	own: formula(
		of('r', 'i'),
		equals,
		fraction(square(i('τ')), row(square(i('τ')), o('+'), fraction(n('1'), row(n('4'), of('n', 'i')))))
	)
};

/** What each of the three ways makes of the same waits. */
export const WAYS = {
	everybody: time_to_event[1] ?? '',
	'leavers set aside': formula(
		n('1'),
		less,
		under(o('∏'), upTo),
		brackets(n('1'), less, fraction(of('d', 'i'), of('n', 'i')))
	),
	'finished only': formula(fraction(row(under(o('∑'), upTo), of('d', 'i')), row(o('∑'), of('d', 'i'))))
};

/** A sign of the formulas by its key: a name, and a lower index after the `_`. */
export function sign(key: string): string {
	const [name = '', index] = key.split('_');
	if (index === undefined) return inline(i(name));
	return inline(sub(i(name), name === 'x' && index === 'j' ? brackets(i(index)) : i(index)));
}

/** Benjamini and Hochberg's q, and Mantel and Haenszel's difference within strata. */
export const GAPS = {
	q: formula(
		sub(i('q'), brackets(i('i'))),
		equals,
		under(o('min'), row(i('j'), o('≥'), i('i'))),
		fraction(row(i('m'), sub(i('p'), brackets(i('j')))), i('j'))
	),
	within: formula(
		fraction(
			row(sumOver('s'), of('w', 's'), brackets(of('g', 's'), less, of('r', 's'))),
			row(sumOver('s'), of('w', 's'))
		),
		o(','),
		gap,
		of('w', 's'),
		equals,
		fraction(row(of('n', 'g'), of('n', 'r')), row(of('n', 'g'), plus, of('n', 'r')))
	)
};
