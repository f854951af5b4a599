// A server that does nothing but watch the inbox of a home, for tests that kill it.
import { homeAt } from '#pipelines/home.ts';
import { watchInbox } from '#lib/server/hands-free.ts';

const path = process.argv[2] ?? '';
process.env.THROUGHLINE_HOME = path;
watchInbox(homeAt(path), { look: 0.05, first: 0.3, longest: 0.5 });
setInterval(() => undefined, 1000); // until it is killed
