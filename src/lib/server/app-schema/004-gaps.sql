-- Gaps that somebody follows: a group of people that was behind all others by a metric.
create table gap (
	id text primary key,
	metric text not null,
	dimension text not null,
	value text not null,
	-- The filters that it was found under: JSON, [{"dimension": …, "value": …}, …].
	conditions text not null check (json_valid(conditions)),
	-- The comparison as it was then: JSON, a cell of gap-answer.ts.
	found text not null check (json_valid(found)),
	-- 1: it is about every program; 0: about those of gap_program.
	all_programs integer not null check (all_programs in (0, 1)),
	opened_by text not null,
	opened_by_name text not null,
	opened_at text not null,
	-- Who sees to it.
	assigned_to text references person (id) on delete set null,
	closed_by text,
	closed_by_name text,
	closed_at text,
	reason text
) strict;

create table gap_program (
	gap text not null references gap (id),
	program text not null,
	primary key (gap, program)
) strict, without rowid;

-- What was done and thought about it, in order. A note of null says that it was given to somebody.
create table gap_note (
	id integer primary key,
	gap text not null references gap (id),
	at text not null,
	by text not null,
	by_name text not null,
	text text,
	-- By the name that they had; null where nobody has it any more.
	assigned_name text
) strict;
create index gap_note_of on gap_note (gap, id);
