/** The order of day, month and year in dates that do not begin with a four-digit year. */
export const DATE_ORDERS = ['month first', 'day first', 'year first'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
