import type { Messages } from '../index.ts';

export default {} satisfies Messages['terms'] as Messages['terms'];
