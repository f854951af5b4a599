/**
 * Today by the server's clock, as an ISO day in UTC: for how old the data is, and until when things are put off. The day
 * where the agency is: `today` of roster.ts.
 */
export function utcDay(): string {
	return new Date().toISOString().slice(0, 10);
}
