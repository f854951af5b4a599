import { LAST_DAY, timeOf, type Day } from './calendar.ts';
import type { Case, Stay } from './cases.ts';
import type { Entry } from './entries.ts';
import { enter, finish, headOf, type Office } from './office.ts';
import type { ProgramKey } from './programs.ts';
import type { Random } from './random.ts';

/** A crisis: times as the agency's clock says them. */
export type Incident = {
	id: string;
	stay: Stay;
	worker: string | null;
	reportedOn: Day;
	reportedAt: string;
	respondedAt: string | null;
	closedAt: string | null;
	result: 'de-escalated' | 'escalated' | 'open';
	entry: Entry;
};

/** Crises in 1,000 days that households spend in a program. */
const OFTEN: Record<ProgramKey, number> = {
	outreach: 0.8,
	shelter: 2.4,
	rapid: 0.25,
	supportive: 0.9,
	family: 0.3
};

/** Draws the crises of heads of household, in the order of their days. */
export function drawIncidents(random: Random, office: Office): Incident[] {
	const incidents = office.cases.flatMap((found) => {
		const own = random.fork(found.id);
		const end = found.exitedOn ?? LAST_DAY;
		const often = own.poisson((OFTEN[found.program.key] * (end - found.startedOn)) / 1000);
		return Array.from({ length: often }, () =>
			drawIncident(own, office, found, own.integer(found.startedOn, end))
		);
	});
	return finish(incidents, 'X', (incident) => incident.reportedOn);
}

function drawIncident(own: Random, office: Office, found: Case, day: Day): Incident {
	const minute = own.integer(0, 23 * 60 + 59);
	const at = (later: number) => timeOf(day + Math.floor((minute + later) / 1440), (minute + later) % 1440);
	const isAnswered = own.chance(0.94);
	const response = 3 + Math.round(own.exponential(24));
	const isClosed = isAnswered && own.chance(0.96);
	return {
		id: '',
		stay: headOf(found),
		worker: office.workerOn(found, day),
		reportedOn: day,
		reportedAt: at(0),
		respondedAt: isAnswered ? at(response) : null,
		closedAt: isClosed ? at(response + 10 + Math.round(own.exponential(55))) : null,
		result: isClosed ? own.among({ 'de-escalated': 80, escalated: 20 }) : 'open',
		entry: enter(own, office, found, day)
	};
}
