-- Tables of another system that were compared with HUD's tables as they are made here. Only numbers in cells of ours are kept,
-- and of projects their names.
create table hud_official (
	id text primary key,
	report text not null,
	-- Names of projects, as a JSON list; the address of what they were compared with.
	projects text not null check (json_valid(projects)),
	from_day text not null,
	to_day text not null,
	by text,
	by_name text not null,
	at text not null,
	tables text not null check (json_valid(tables))
) strict;
