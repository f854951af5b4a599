// A process of its own that writes to a home's audit log: HOME NAME COUNT.
import { homeAt } from '#pipelines/home.ts';
import { record } from '#lib/server/audit.ts';

const [path = '', name = '', count = ''] = process.argv.slice(2);
for (let n = 0; n < Number(count); n++)
	record(homeAt(path), { id: name, name: `Writer ${name}` }, 'saw rows', 'exits', { rows: n });
