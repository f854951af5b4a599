-- Supervision meetings as somebody wrote them down: a row for each and another for each correction of it, none ever changed or
-- removed but for `sent_at`. Workers and meetings are pseudonyms.
create table supervision (
	id text primary key,
	-- The first row of a meeting; of that row its own id.
	first text not null references supervision (id),
	worker text not null,
	-- The key of the source system that the worker is of.
	source text not null,
	-- The meeting that the figures knew as planned; null where it is another.
	meeting text,
	-- The day for which it was planned; null where nobody planned it.
	planned_on text,
	-- Null: it did not take place.
	held_on text,
	-- The day for which the next one was planned.
	next_on text,
	topics text not null,
	-- Why it was corrected; null of the first row.
	reason text,
	by text not null,
	by_name text not null,
	at text not null,
	-- When a batch of it was imported; null while the figures do not have it.
	sent_at text
) strict;
create index supervision_of on supervision (worker);

-- What was agreed in a meeting: what, by whom, until when.
create table agreement (
	id text primary key,
	supervision text not null references supervision (id),
	what text not null,
	who text not null,
	until text
) strict;
create index agreement_of on agreement (supervision);

-- What became of it by a later meeting. One without a step is open.
create table agreement_step (
	id integer primary key,
	agreement text not null references agreement (id),
	supervision text not null references supervision (id),
	state text not null check (state in ('done', 'dropped', 'carried on')),
	-- Of one that is carried on, its new day.
	until text
) strict;
create index agreement_step_of on agreement_step (agreement, id);
