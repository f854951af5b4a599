/**
 * How Node is begun for a work, or to serve the pages: without, it lets garbage lie until it has taken a good part of the
 * machine's memory (665 MB for three pages again and again, with these 425 MB).
 */
const heap = (megabytes: number) => [`--max-old-space-size=${String(megabytes)}`, '--max-semi-space-size=8'];

export const HEAP_OF_WORK = heap(1024);
/** `npm start`, the unit and the image in `deploy` say the same. */
export const HEAP_OF_SERVER = heap(1536);
