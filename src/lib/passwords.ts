/** NIST SP 800-63B asks for 8 characters at the least and 15 where nothing else is asked; four words have more. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;
