import { singular } from './figures.ts';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Words in and around charts. Numbers come as text; `unit` is the one of time, days or minutes. */
export default {
	data: 'The data of this picture',
	keys: 'Arrow keys read the values one by one.',
	all: ({ value }: { value: string }) => `All ${value}`,
	standard: ({ value }: { value: string }) => `Standard ${value}`,
	target: ({ value }: { value: string }) => `Target ${value}`,
	median: ({ value }: { value: string }) => `Median ${value}`,
	shareBy: ({ share, day, unit }: { share: string; day: string; unit: string }) =>
		`${share} by ${singular(unit)} ${day}`,
	day: ({ day, unit }: { day: string; unit: string }) => `By ${singular(unit)} ${day}`,
	followed: ({ n }: { n: string }) => `${n} still followed`,
	of: ({ name, text }: { name: string; text: string }) => `${name}: ${text}`,
	since: ({ unit }: { unit: string }) => `after so many ${unit}`,
	atRisk: ({ unit }: { unit: string }) =>
		unit === 'days' ? 'Still followed on that day' : `Still followed in that ${singular(unit)}`,
	notKnown: 'not known',
	everybody: 'Everybody',
	beyond: ({ value }: { value: string }) => `more than ${value}`,
	beyondShort: ({ value }: { value: string }) => `> ${value}`,
	ofAll: ({ share }: { share: string }) => `${share} of all`,
	columns: {
		period: 'Period',
		value: 'Figure',
		interval: '95 % interval',
		n: 'Rests on',
		note: 'Note',
		day: ({ unit }: { unit: string }) => capital(singular(unit)),
		group: 'Group',
		share: 'Share',
		atRisk: 'Still followed',
		range: 'Length',
		rows: 'How many',
		ofAll: 'Share of all'
	}
};
