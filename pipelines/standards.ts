import { readFileSync } from 'node:fs';
import { Refused } from './errors.ts';
import { digest } from './files.ts';
import { bareSql } from './frontmatter.ts';
import { readHolidays, type Holidays } from './holidays.ts';
import { settingFile, type Home } from './home.ts';
import { readMetrics, type Metric } from './metrics/definition.ts';
import { programTypes } from './model/program-types.ts';
import { didYouMean } from './near.ts';
import { readDay, readNumber, readLines, type Wrong } from './setting-lines.ts';

/** The units of a time limit. */
export const DAY_UNITS: readonly string[] = ['calendar days', 'business days'];

const STANDARD_COLUMNS = [
	'metric',
	'event',
	'program_type',
	'funder',
	'threshold',
	'unit',
	'source'
] as const;
const TARGET_COLUMNS = ['metric', 'program', 'grant', 'from', 'to', 'target'] as const;

/**
 * One line of standards.csv. `event`, `program_type` and `funder` are empty where it is for all of them. `holds`
 * is what it is a threshold of: the time that each row may take, or the figure itself.
 */
export type Standard = {
	line: number;
	metric: string;
	event: string;
	program_type: string;
	funder: string;
	threshold: number;
	unit: string;
	source: string;
	holds: 'time limit' | 'figure';
	/** Of several that are equally near, the one with the smallest counts: that which is hardest to keep. */
	leniency: number;
};

/** One line of targets.csv: a promise. `program` and `grant` are empty where it is for all of them. */
export type Target = {
	line: number;
	metric: string;
	program: string;
	grant: string;
	from: string;
	to: string;
	target: number;
};

/** All that figures are held to; `own` says which files are the home's. */
export type Standards = {
	standards: Standard[];
	targets: Target[];
	holidays: Holidays;
	own: Record<SettingFile, boolean>;
	/** `settingParts` of the files. */
	parts: string[];
	/** What the time limits of each metric run from: events, or the column that holds them. */
	limits: { metric: string; events: string[] | string }[];
};

export const SETTING_FILES = ['standards.csv', 'targets.csv', 'holidays.csv'] as const;
export type SettingFile = (typeof SETTING_FILES)[number];

/**
 * Reads standards, targets and holidays: the home's files where there are any, else ours. Throws `Refused`
 * with everything that is wrong in them at once.
 */
export function readStandards(home: Home | null): Standards {
	const reasons: string[] = [];
	const metrics = new Metrics(home);
	const standards = readLines(home, 'standards.csv', STANDARD_COLUMNS, reasons, (cells, wrong) =>
		readStandard(metrics, cells, wrong)
	);
	const targets = readLines(home, 'targets.csv', TARGET_COLUMNS, reasons, (cells, wrong) =>
		readTarget(metrics, cells, wrong)
	);
	const holidays = readHolidays(home, reasons);
	const read: Standards = {
		standards: standards.lines,
		targets: targets.lines,
		holidays,
		own: { 'standards.csv': standards.own, 'targets.csv': targets.own, 'holidays.csv': holidays.own },
		parts: settingParts(home),
		limits: metrics.limits()
	};
	reasons.push(...contradictions(read.standards), ...overlaps(read.targets, metrics));
	if (reasons.length > 0) throw new Refused(reasons);
	return read;
}

/** What tells the files that count from others: for each its name, whose it is and a hash of its bytes. */
export function settingParts(home: Home | null): string[] {
	return SETTING_FILES.map((file) => {
		const { path, own } = settingFile(home, file);
		return `${file}:${own ? 'own' : 'ours'}:${digest(readFileSync(path, 'latin1'))}`;
	});
}

/** The metrics by id; those that are broken are known by their id only. */
class Metrics {
	#known: Map<string, Metric | null>;
	constructor(home: Home | null) {
		const { metrics, broken } = readMetrics(home);
		this.#known = new Map([
			...broken.map(({ id }) => [id, null] as const),
			...metrics.map((metric) => [metric.id, metric] as const)
		]);
	}
	limits(): Standards['limits'] {
		return [...this.#known.values()].flatMap((metric) =>
			metric?.time_limits === undefined ? [] : [{ metric: metric.id, events: metric.time_limits }]
		);
	}
	/** The metric with an id; null where it is broken, or is said to be wrong. */
	find(id: string, wrong?: Wrong): Metric | null {
		const found = this.#known.get(id);
		if (found !== undefined) return found;
		return (
			wrong?.say(
				'metric',
				id,
				id === ''
					? 'name the metric; "throughline metrics" lists them.'
					: `there is no such metric.${didYouMean(id, this.#known.keys())} Correct its name, or remove the line.`
			) ?? null
		);
	}
}

type Cells<Columns extends readonly string[]> = Record<Columns[number], string>;

function readStandard(
	metrics: Metrics,
	cells: Cells<typeof STANDARD_COLUMNS>,
	wrong: Wrong
): Omit<Standard, 'line'> | null {
	const metric = metrics.find(cells.metric, wrong);
	const types = programTypes();
	if (cells.program_type !== '' && !types.includes(cells.program_type))
		wrong.say(
			'program_type',
			cells.program_type,
			`there is no such type of program.${didYouMean(cells.program_type, types)} The types are ${types.join(', ')}.`
		);
	const threshold = readNumber('threshold', cells.threshold, wrong);
	const holds: Standard['holds'] = DAY_UNITS.includes(cells.unit) && limits(metric) ? 'time limit' : 'figure';
	const unitFits = metric === null || checkUnit(metric, cells.unit, wrong);
	if (cells.source === '') wrong.say('source', '', 'say where the standard comes from.');
	if (threshold === null || !unitFits) return null;
	if (cells.unit === 'share') checkShare('threshold', cells.threshold, wrong);
	else if (threshold < 0) wrong.say('threshold', cells.threshold, 'it cannot be less than 0.');
	else if (holds === 'time limit' && !Number.isInteger(threshold))
		wrong.say('threshold', cells.threshold, 'a time limit is in whole days.');
	if (metric !== null) checkEvent(metric, holds, cells.event, wrong);
	const strict = metric?.headline.better === 'higher' && holds === 'figure' ? -threshold : threshold;
	return { ...cells, threshold, holds, leniency: cells.unit === 'business days' ? strict * 1.4 : strict };
}

/** A count of rows or a sum of their values. */
function isTotal(metric: Metric | null): boolean {
	return metric?.kind === 'count' || metric?.kind === 'sum';
}

function limits(metric: Metric | null): boolean {
	return metric?.time_limits !== undefined;
}

/** The units that a threshold of a metric may be in. */
function unitsOf(metric: Metric): readonly string[] {
	const days = limits(metric) ? DAY_UNITS : [];
	switch (metric.kind) {
		case 'ratio':
		case 'time_to_event':
			return [...days, 'share'];
		case 'duration':
		case 'rate':
		case 'mean':
			return [...new Set([...days, ownUnit(metric)])];
		case 'count':
		case 'sum':
			return days;
	}
}

function ownUnit({ unit }: Metric): string {
	return unit === 'days' ? 'calendar days' : unit;
}

function checkUnit(metric: Metric, unit: string, wrong: Wrong): boolean {
	const units = unitsOf(metric);
	if (units.includes(unit)) return true;
	const why = [];
	if (units.length === 0)
		why.push(
			`${metric.id} is a ${metric.kind}, which has no standard. Promise it in targets.csv, or remove the line.`
		);
	else if (unit === 'business days' && units.includes('calendar days'))
		why.push(`${metric.id} is told in calendar days, and so is its standard.`);
	else if (DAY_UNITS.includes(unit))
		why.push(`${metric.id} asks for no time limit, so this line would have no effect.`);
	if (units.length > 0)
		why.push(
			`${why.length === 0 ? 'its' : 'Its'} unit is ${units.map((each) => `"${each}"`).join(' or ')}.${didYouMean(unit, units)}`
		);
	wrong.say('unit', unit, why.join(' '));
	return false;
}

function checkEvent(metric: Metric, holds: Standard['holds'], event: string, wrong: Wrong): void {
	if (event === '') return;
	const events = metric.time_limits;
	if (holds === 'time limit') {
		if (Array.isArray(events) && !events.includes(event))
			wrong.say(
				'event',
				event,
				`the time limits of ${metric.id} run from ${events.join(', ')}.${didYouMean(event, events)} Correct it, or leave it empty.`
			);
	} else if (!/\bevent\b/.test(bareSql(metric.sql)))
		wrong.say('event', event, `the rows of ${metric.id} are of no event. Leave it empty.`);
}

function readTarget(
	metrics: Metrics,
	cells: Cells<typeof TARGET_COLUMNS>,
	wrong: Wrong
): Omit<Target, 'line'> | null {
	const metric = metrics.find(cells.metric, wrong);
	const target = readNumber('target', cells.target, wrong);
	const isShare = metric?.kind === 'ratio' || metric?.kind === 'time_to_event';
	if (target !== null) {
		if (isShare) checkShare('target', cells.target, wrong);
		else if (target < 0) wrong.say('target', cells.target, 'it cannot be less than 0.');
	}
	const [from, to] = (['from', 'to'] as const).map((column) => readDay(column, cells[column], wrong));
	if (from && to && from > to)
		wrong.say('from', from, `it lies after to, ${to}. Exchange them, or correct one.`);
	return target !== null && from && to ? { ...cells, from, to, target } : null;
}

function checkShare(column: string, text: string, wrong: Wrong): void {
	const value = Number(text);
	if (value < 0 || value > 1)
		wrong.say(
			column,
			text,
			`a share is from 0 to 1${value > 1 && value <= 100 ? `, so ${text} % is ${String(value / 100)}` : ''}.`
		);
}

/** Two lines that say different things of the same. */
function contradictions(standards: readonly Standard[]): string[] {
	const first = new Map<string, Standard>();
	return standards.flatMap((each) => {
		const key = JSON.stringify([each.metric, each.holds, each.event, each.program_type, each.funder]);
		const earlier = first.get(key);
		first.set(key, earlier ?? each);
		if (!earlier || (earlier.threshold === each.threshold && earlier.unit === each.unit)) return [];
		const said = ({ threshold, unit }: Standard) => `${String(threshold)} ${unit}`;
		return [
			`standards.csv lines ${String(earlier.line)} and ${String(each.line)} say different things of the same, ${each.metric}: ${said(earlier)} and ${said(each)}. Remove one.`
		];
	});
}

/**
 * Two promises of the same metric, program and grant for the same days. A promised total is for its own period
 * only, so that a year and its quarters may each have one.
 */
function overlaps(targets: readonly Target[], metrics: Metrics): string[] {
	const same = (one: Target, other: Target) =>
		one.metric === other.metric && one.program === other.program && one.grant === other.grant;
	return targets.flatMap((each, at) =>
		targets.slice(0, at).flatMap((earlier) => {
			if (!same(earlier, each)) return [];
			const clash = isTotal(metrics.find(each.metric))
				? earlier.from === each.from && earlier.to === each.to
				: earlier.from <= each.to && each.from <= earlier.to;
			if (!clash) return [];
			return [
				`targets.csv lines ${String(earlier.line)} and ${String(each.line)} promise ${each.metric} twice for the same days, ${earlier.from} to ${earlier.to} and ${each.from} to ${each.to}. Remove one, or change its days.`
			];
		})
	);
}
