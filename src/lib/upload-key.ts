/** For how many days an upload key works. */
export const KEY_DAYS = { least: 1, most: 730, usual: 365 };
