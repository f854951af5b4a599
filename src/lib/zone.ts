/** Moments in a time zone of the world, by its IANA name. */

const writers = new Map<string, Intl.DateTimeFormat>();

function writerOf(zone: string): Intl.DateTimeFormat {
	let writer = writers.get(zone);
	if (writer === undefined) {
		writer = Intl.DateTimeFormat('en-CA', {
			timeZone: zone,
			hourCycle: 'h23',
			...{ year: 'numeric', month: '2-digit', day: '2-digit' },
			...{ hour: '2-digit', minute: '2-digit', second: '2-digit' }
		});
		writers.set(zone, writer);
	}
	return writer;
}

/** A moment (ISO in UTC) as the clocks of a zone show it, to the second: 2026-11-22T05:13:09, without an offset. */
export function clockOf(moment: string, zone: string): string {
	const parts = Object.fromEntries(
		writerOf(zone)
			.formatToParts(new Date(moment))
			.map(({ type, value }) => [type, value])
	);
	const { year = '', month, day, hour, minute, second } = parts;
	return `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`;
}

/** The first moment of a day in a zone, as ISO in UTC: on most days midnight, on some when clocks change later. */
export function beginOf(day: string, zone: string): string {
	const midnight = Date.parse(`${day}T00:00:00Z`);
	const aheadAt = (at: number) => Date.parse(`${clockOf(new Date(at).toISOString(), zone)}Z`) - at;
	const near = midnight - aheadAt(midnight);
	return new Date(midnight - aheadAt(near)).toISOString();
}
