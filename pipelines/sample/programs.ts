import { dayOf, type Day } from './calendar.ts';

/** The five programs, by what they are to each other. */
export type ProgramKey = 'outreach' | 'shelter' | 'rapid' | 'supportive' | 'family';

export type Program = {
	key: ProgramKey;
	id: string;
	name: string;
	type: string;
	site: string;
	funders: string;
	operatingFrom: Day;
	/** Beds or units; null where there are none. */
	capacity: number | null;
};

export const ORGANIZATION = 'Fernhill Community Services (made up)';

export const PROGRAMS: readonly Program[] = [
	{
		key: 'outreach',
		id: 'P1',
		name: 'Lantern Street Outreach',
		type: 'street outreach',
		site: 'Market Street',
		funders: 'HHS: PATH - Street Outreach & Supportive Services Only',
		operatingFrom: dayOf('2016-07-01'),
		capacity: null
	},
	{
		key: 'shelter',
		id: 'P2',
		name: 'Ropewalk Shelter',
		type: 'emergency shelter',
		site: 'Ropewalk',
		funders: 'HUD: ESG - Emergency Shelter (operating and/or essential services)',
		operatingFrom: dayOf('2012-11-01'),
		capacity: 96
	},
	{
		key: 'rapid',
		id: 'P3',
		name: 'Tideway Rapid Re-Housing',
		type: 'rapid re-housing',
		site: 'Market Street',
		funders: 'HUD: CoC - Rapid Re-Housing; VA: Supportive Services for Veteran Families',
		operatingFrom: dayOf('2018-10-01'),
		capacity: 104
	},
	{
		key: 'supportive',
		id: 'P4',
		name: 'Millrace Supportive Housing',
		type: 'permanent supportive housing',
		site: 'Millrace',
		funders: 'HUD: CoC - Permanent Supportive Housing',
		operatingFrom: dayOf('2014-04-01'),
		capacity: 72
	},
	{
		key: 'family',
		id: 'P5',
		name: 'Orchard Family Support',
		type: 'services only',
		site: 'Orchard House',
		funders: 'Local or Other Funding Source',
		operatingFrom: dayOf('2017-01-01'),
		capacity: null
	}
];

/** The program with a key. */
export function programOf(key: ProgramKey): Program {
	const found = PROGRAMS.find((program) => program.key === key);
	if (!found) throw new RangeError(`There is no program "${key}".`);
	return found;
}
