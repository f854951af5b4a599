import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { didYouMean } from '#pipelines/near.ts';
import { programsKnownUntil } from '#lib/metrics/sources.ts';
import { FORMS } from '#lib/reports/forms.ts';
import { readGrants } from '#lib/reports/grants.ts';
import { partsOf } from '#lib/reports/parts.ts';
import { lastComplete, quartersOf } from '#lib/reports/quarters.ts';
import { COMMAND_LINE, record } from '#lib/server/audit.ts';
import { lookOf } from '#lib/server/look.ts';
import { makeReport } from '#lib/server/report-desk.ts';
import { listReleases } from '#lib/server/report-releases.ts';
import { verifyRelease, type Verified } from '#lib/server/report-verify.ts';
import { speak } from '#lib/speak.ts';
import { withStore } from './open.ts';
import { formOf, withForms, write, type FormOptions } from './print.ts';

export type GrantOptions = { grant?: string; quarter?: string };

const WORDS = speak('en');

/**
 * Writes the report on a quarter of a grant, as its funder would get it now, in all its forms into a folder.
 * @throws Misused for a grant, quarter or report that there is not
 */
export async function writeReport(
	home: Home,
	name: string,
	folder: string,
	{ grant: asked, quarter: from, ...form }: GrantOptions & FormOptions
): Promise<void> {
	const grants = readGrants(home);
	const names = grants.map((each) => each.name);
	const grant = grants.find((each) => each.name === asked);
	if (!grant)
		throw new Misused(
			asked === undefined
				? `Say on which grant: --grant NAME. There are: ${names.join(', ') || 'none'}.`
				: `There is no grant "${asked}".${didYouMean(asked, names)} There are: ${names.join(', ') || 'none'}.`
		);
	await withStore(home, async (store) => {
		const quarters = quartersOf(grant);
		const known = await programsKnownUntil(store, grant.programs);
		const quarter =
			from === undefined
				? lastComplete(quarters, known ?? '')
				: (quarters.find((each) => each.from === from) ?? null);
		if (quarter === null)
			throw new Misused(
				from === undefined
					? `No quarter of “${grant.name}” is complete yet.`
					: `No quarter of “${grant.name}” begins on ${from}. They begin on ${quarters.map((each) => each.from).join(', ')}.`
			);
		const commission = { definition: name, grant, from: quarter.from, language: WORDS.locale };
		const { report } = await makeReport(store, home, commission, {
			onProgress: (step) => process.stderr.write(`${step}\n`)
		});
		const parts = partsOf(WORDS, report);
		mkdirSync(folder, { recursive: true });
		const files: string[] = [];
		for (const each of FORMS) {
			const made = await each.make(report, parts, { words: WORDS, look: lookOf(home) });
			writeFileSync(join(folder, `report.${each.ending}`), made);
			files.push(`report.${each.ending}`);
		}
		record(home, COMMAND_LINE, 'exported', name, {
			grant: grant.name,
			from: quarter.from,
			files: files.length
		});
		write(
			formOf(form),
			files.map((file) => ({ file })),
			{ store: store.id, grant: grant.name, quarter: { from: quarter.from, to: quarter.to }, folder, files },
			''
		);
	});
}

/** The command that makes a release again from what it was made of, and holds it to what was released. */
export function registerVerify(report: Command, home: () => Home): void {
	withForms(
		report
			.command('verify')
			.description('make a release again from its batches, and compare; without an id, the latest')
			.argument('[release]')
	).action(async (id: string | undefined, options: FormOptions) => {
		const releases = listReleases(home());
		const release = id === undefined ? releases[0] : releases.find((each) => each.id === id);
		if (!release)
			throw new Misused(
				releases.length === 0
					? 'Nothing was released from this home yet.'
					: `There is no release "${id ?? ''}". There are: ${releases.map((each) => `${each.id} (${each.grant}, ${each.from}, release ${String(each.version)})`).join('; ')}.`
			);
		const verified = await verifyRelease(home(), release.id, (step) => process.stderr.write(`${step}\n`));
		if (verified === null) throw new Misused(`There is no release "${release.id}".`);
		record(home(), COMMAND_LINE, 'verified a release', release.grant, {
			release: release.id,
			found: verified.is
		});
		const says = tell(verified);
		write(
			formOf(options),
			[{ release: release.id, grant: release.grant, quarter: release.from, found: verified.is, says }],
			{ release: release.id, ...verified, says },
			''
		);
		if (verified.is !== 'same') process.exitCode = 1;
	});
}

function tell(verified: Verified): string {
	const w = WORDS.m.desk.verify;
	switch (verified.is) {
		case 'same':
			return w.same;
		case 'changed':
			return w.changed;
		case 'gone':
			return w.gone({ batches: verified.batches.join(', ') });
		case 'version':
			return w.version(verified);
		case 'differs':
			return w.differs({ parts: verified.parts.join(', ') });
	}
}
