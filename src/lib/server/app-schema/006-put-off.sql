-- Things that are due and that somebody put off until a day. Ids are pseudonyms; a thing is told by the kind, the case, the
-- record or which one of its kind it is, and its last day.
create table put_off (
	id integer primary key,
	kind text not null,
	enrollment text not null,
	thing text not null,
	due_on text not null,
	until text not null,
	reason text not null,
	by text not null,
	by_name text not null,
	at text not null,
	woken_by_name text,
	woken_at text
) strict;
create index put_off_of on put_off (enrollment);
