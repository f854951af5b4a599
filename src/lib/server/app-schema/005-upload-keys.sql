-- Keys with which scripts send exports. Only a hash of a key is kept.
create table upload_key (
	id text primary key,
	name text not null,
	hash text not null unique,
	-- The key of the only source that it may send; null: any.
	source text,
	made_by_name text not null,
	made_at text not null,
	expires_at text not null,
	revoked_at text,
	used_at text
) strict;

-- What came in without anybody at a page: by a key, or by the watched folder.
create table delivery (
	id text primary key,
	key text references upload_key (id),
	name text not null,
	received_at text not null,
	state text not null check (state in ('waiting', 'running', 'accepted', 'same', 'refused', 'failed')),
	-- What it came to: JSON, the outcome of delivery.ts; before the end with reasons only.
	outcome text not null check (json_valid(outcome)),
	ended_at text
) strict;
create index delivery_by_moment on delivery (received_at);
