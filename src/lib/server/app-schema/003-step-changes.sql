-- Step changes that a manager marked on a metric: from a day on the figure is another for a known reason.
create table step_change (
	id text primary key,
	metric text not null,
	-- The ISO day on which it came.
	day text not null,
	reason text not null,
	-- The filters that a view lies within to which it applies, but for the program: JSON, [{"dimension": …, "value": …}, …].
	conditions text not null check (json_valid(conditions)),
	-- 1: it is about every program; 0: about those of step_change_program.
	all_programs integer not null check (all_programs in (0, 1)),
	-- Who marked it and who took it back, by id and by the name that they had.
	marked_by text not null,
	marked_by_name text not null,
	marked_at text not null,
	taken_back_by text,
	taken_back_by_name text,
	taken_back_at text
) strict;
create index step_change_of_metric on step_change (metric, day);

create table step_change_program (
	step text not null references step_change (id),
	program text not null,
	primary key (step, program)
) strict, without rowid;
