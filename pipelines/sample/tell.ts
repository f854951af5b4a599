import type { Chance } from './chance.ts';
import type { Measure, Truth, Truths } from './truths.ts';

/** The truths as a page that a person reads (Markdown). */
export function tellTruths({
	seed,
	clients,
	observed_from: from,
	observed_until: until,
	truths,
	by_chance: chance,
	dirt
}: Truths): string {
	const made = `Nobody in it exists. It was made from seed ${String(seed)}: ${String(clients)} people, ${from} to ${until}.`;
	const lines = ['# What is true of this sample agency', ''];
	if (chance === null)
		lines.push(
			`${made} Nothing was planted: programs differ by what they do, and within a program no group of people, no worker and no time differs but by chance. The same is in truths.json.`,
			''
		);
	else
		lines.push(
			`${made} What follows was planted, and measured in the rows as they were made. The same is in truths.json.`,
			'',
			...tellPlanted(truths),
			...tellChance(chance)
		);
	lines.push(
		'## Dirt',
		'',
		'| what | table | rows | ids |',
		'|---|---|---|---|',
		...dirt.map(
			({ what, table, count, ids }) =>
				`| ${what} | ${table} | ${String(count)} | ${ids.slice(0, 4).join(', ')}${count > 4 ? ' …' : ''} |`
		),
		''
	);
	return lines.join('\n');
}

function tellPlanted(truths: readonly Truth[]): string[] {
	const lines = ['## Planted', ''];
	for (const [index, truth] of truths.entries()) {
		lines.push(`### ${String(index + 1)}. ${truth.says}`, '');
		lines.push(`| | ${truth.value} | ${truth.against} |`, '|---|---|---|', ...truth.measures.map(row), '');
		lines.push(
			`- Metric ${truth.metric}, by ${truth.dimension}, from ${truth.from} to ${truth.to}; to be seen in ${truth.formats.join(' and ')}.`
		);
		lines.push(...truth.look.split('; ').map((command) => `- \`npm run -s throughline -- ${command}\``), '');
	}
	return lines;
}

function tellChance(chance: Chance): string[] {
	return [
		'## Only chance',
		'',
		`These workers are like all others but the one above. In ${chance.metric} from ${chance.from} to ${chance.to} they lie furthest from the ${percent(chance.pooled)} of all, by the draw alone.`,
		'',
		'| worker | value | appointments | households | z |',
		'|---|---|---|---|---|',
		...chance.workers.map(
			({ worker, name, value, n, clients: households, z }) =>
				`| ${name} (${worker}) | ${percent(value)} | ${String(n)} | ${String(households)} | ${z.toFixed(1)} |`
		),
		''
	];
}

function row({ measure, value, against, n, n_against: others }: Measure): string {
	const cell = (figure: number | null, count: number) =>
		`${figure === null ? 'not reached' : measure.startsWith('share') ? percent(figure) : String(figure)} (n ${String(count)})`;
	return `| ${measure} | ${cell(value, n)} | ${cell(against, others)} |`;
}

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
