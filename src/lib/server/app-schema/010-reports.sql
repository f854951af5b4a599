-- Reports on grants, until they are released.
create table report_draft (
	id text primary key,
	grant_name text not null,
	funder text not null,
	-- Which report it is: the id of its definition.
	report text not null,
	from_day text not null,
	to_day text not null,
	language text not null,
	opened_by text,
	opened_by_name text not null,
	opened_at text not null,
	-- What is in review, frozen: the report as JSON, its SHA-256, what is kept of it for disclosure control, and what it was
	-- made of. Null while it is being written.
	content text check (content is null or json_valid(content)),
	hash text,
	told text check (told is null or json_valid(told)),
	inputs text check (inputs is null or json_valid(inputs)),
	sent_by text,
	sent_by_name text,
	sent_at text,
	-- How it ended: released, or dropped.
	ended_at text
) strict;
create unique index report_draft_of on report_draft (grant_name, report, from_day) where ended_at is null;

-- What was typed: of the whole ('summary', 'gaps'), or of a metric ('variance ID', 'action ID').
create table report_text (
	draft text not null references report_draft (id),
	about text not null,
	text text not null,
	by text,
	by_name text not null,
	at text not null,
	primary key (draft, about)
) strict, without rowid;

-- Who approved what: the hash of what was in review.
create table report_approval (
	draft text not null references report_draft (id),
	hash text not null,
	by text not null,
	by_name text not null,
	at text not null,
	primary key (draft, hash, by)
) strict, without rowid;

-- What was given out. A release is never changed: what is another later is another release.
create table report_release (
	id text primary key,
	draft text not null references report_draft (id),
	grant_name text not null,
	funder text not null,
	report text not null,
	from_day text not null,
	to_day text not null,
	-- Counts the releases on the same quarter, from 1.
	version integer not null,
	content text not null check (json_valid(content)),
	hash text not null,
	told text not null check (json_valid(told)),
	inputs text not null check (json_valid(inputs)),
	approved text not null check (json_valid(approved)),
	released_by text,
	released_by_name text not null,
	released_at text not null,
	unique (grant_name, report, from_day, version)
) strict;
create index report_release_to on report_release (funder, released_at);
create trigger report_release_stays before update on report_release
begin
	select raise(abort, 'a release is never changed');
end;
create trigger report_release_is_kept before delete on report_release
begin
	select raise(abort, 'a release is never removed');
end;

-- The files that a release was made with, beside its batches: settings, standards, targets, the home's own metrics and checks.
create table report_file (
	release text not null references report_release (id),
	name text not null,
	bytes blob not null,
	primary key (release, name)
) strict, without rowid;

-- Links for a funder without an account, each with a code that is sent another way.
create table report_link (
	id text primary key,
	release text not null references report_release (id),
	-- SHA-256 of the secret in its address, and the code, hashed as passwords are.
	secret text not null unique,
	code text not null,
	made_by text,
	made_by_name text not null,
	made_at text not null,
	expires_at text not null,
	tries integer not null default 0,
	ended_at text
) strict;
create index report_link_of on report_link (release);

-- Who opened a link with its code: SHA-256 of what their browser keeps.
create table report_entry (
	token text primary key,
	link text not null references report_link (id),
	expires_at text not null
) strict, without rowid;
