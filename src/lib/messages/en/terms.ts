/**
 * What is said for a word that the data has: the noun of a unit, a code's value, a kind of record. One that is not here, as
 * an agency's own, is said as it is; English says all of them so.
 */
export default {} as Record<string, string>;
