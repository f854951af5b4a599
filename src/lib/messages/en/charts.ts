/** Words in and around charts. Numbers come as text. */
export default {
	data: 'The data of this picture',
	keys: 'Arrow keys read the values one by one.',
	all: ({ value }: { value: string }) => `All ${value}`,
	standard: ({ value }: { value: string }) => `Standard ${value}`,
	target: ({ value }: { value: string }) => `Target ${value}`,
	median: ({ value }: { value: string }) => `Median ${value}`,
	shareBy: ({ share, day }: { share: string; day: string }) => `${share} by day ${day}`,
	day: ({ day }: { day: string }) => `By day ${day}`,
	followed: ({ n }: { n: string }) => `${n} still followed`,
	of: ({ name, text }: { name: string; text: string }) => `${name}: ${text}`,
	daysSince: 'days since the start',
	atRisk: 'Still followed on that day',
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
		day: 'Day',
		group: 'Group',
		share: 'Share',
		atRisk: 'Still followed',
		range: 'Length',
		rows: 'How many',
		ofAll: 'Share of all'
	}
};
