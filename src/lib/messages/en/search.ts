import { plural } from '../plural.ts';

const things = plural('en');

/** Finding a page, a metric, a program, a worker or a case by what it is called. */
export default {
	title: 'Search',
	label: 'Search for a metric, program, team, worker or case id',
	short: 'Search',
	keys: 'Ctrl K',
	submit: 'Search',
	lead: 'By any part of a name, or by the id that the source system gives a case. You find what is yours to see.',
	found: ({ value, number }: { value: number; number: string }) =>
		`${number} ${things(value, { one: 'thing is', other: 'things are' })} called like this`,
	none: 'Nothing that you may see is called like this',
	noneWhy:
		'An id must be whole, with its zeros. A case that was entered only now is found after the next import.',
	meant: 'Did you mean',
	caption: 'What was found, what fits best first',
	what: 'What it is',
	called: 'Name',
	kinds: { page: 'Page', metric: 'Metric', case: 'Case' },
	stays: 'Cases with this id'
};
