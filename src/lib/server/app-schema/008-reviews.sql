-- Reviews of one worker for a window. Ids of workers and cases are pseudonyms.
create table review (
	id text primary key,
	worker text not null,
	-- The teams whose work it is about: JSON; null is all.
	teams text check (teams is null or json_valid(teams)),
	-- The window that was asked for; null where it is the last twelve months known.
	from_day text,
	to_day text,
	opened_by text not null,
	opened_by_name text not null,
	opened_at text not null,
	-- What was shown when the first of both signed, without any case: JSON; and the SHA-256 of that text. Null while nobody has.
	shown text check (shown is null or json_valid(shown)),
	hash text,
	closed_at text
) strict;
create index review_of on review (worker);

-- The households of a review that is signed. A purge of a client takes theirs out.
create table review_case (
	review text not null references review (id),
	place integer not null,
	enrollment text not null,
	-- What was shown of it: JSON.
	shown text not null check (json_valid(shown)),
	primary key (review, place)
) strict, without rowid;
create index review_case_of on review_case (enrollment);

-- What was agreed, in which review, and in which one it was said what came of it; open goals are carried on to the next.
create table review_goal (
	id integer primary key,
	review text not null references review (id),
	text text not null,
	by_day text,
	by text not null,
	by_name text not null,
	at text not null,
	settled text check (settled in ('reached', 'dropped')),
	settled_in text references review (id),
	settled_by_name text,
	settled_at text
) strict;
create index review_goal_of on review_goal (review);

-- What either side wrote.
create table review_note (
	id integer primary key,
	review text not null references review (id),
	side text not null check (side in ('supervisor', 'worker')),
	text text not null,
	by text not null,
	by_name text not null,
	at text not null
) strict;
create index review_note_of on review_note (review);

-- Who signed what: the hash of what was shown. What is written after takes every signature away; once both signed, it is closed.
create table review_signature (
	review text not null references review (id),
	side text not null check (side in ('supervisor', 'worker')),
	hash text not null,
	by text not null,
	by_name text not null,
	at text not null,
	primary key (review, side)
) strict, without rowid;
