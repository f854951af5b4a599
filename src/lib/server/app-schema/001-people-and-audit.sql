-- person, session, account and verification are better-auth's; their columns have its names and forms.
create table person (
	id text primary key,
	name text not null,
	email text not null unique,
	emailVerified integer not null,
	image text,
	createdAt date not null,
	updatedAt date not null,
	role text not null,
	-- Whose cases and figures a worker sees: the pseudonym of the worker's code.
	workerId text,
	-- 'invited' until the link was followed; 'closed' may not sign in.
	state text not null default 'invited' check (state in ('invited', 'active', 'closed'))
);

create table session (
	id text primary key,
	expiresAt date not null,
	token text not null unique,
	createdAt date not null,
	updatedAt date not null,
	ipAddress text,
	userAgent text,
	userId text not null references person (id) on delete cascade
);
create index session_of_person on session (userId);

create table account (
	id text primary key,
	accountId text not null,
	providerId text not null,
	userId text not null references person (id) on delete cascade,
	accessToken text,
	refreshToken text,
	idToken text,
	accessTokenExpiresAt date,
	refreshTokenExpiresAt date,
	scope text,
	password text,
	createdAt date not null,
	updatedAt date not null
);
create index account_of_person on account (userId);

create table verification (
	id text primary key,
	identifier text not null,
	value text not null,
	expiresAt date not null,
	createdAt date not null,
	updatedAt date not null
);
create index verification_of on verification (identifier);

-- The programs that a program manager has; no row and all_programs = 1 of person_scope: all of them.
create table person_scope (
	person text primary key references person (id) on delete cascade,
	all_programs integer not null default 0 check (all_programs in (0, 1))
) strict;

create table person_program (
	person text not null references person (id) on delete cascade,
	program text not null,
	primary key (person, program)
) strict, without rowid;

create table person_team (
	person text not null references person (id) on delete cascade,
	team text not null,
	primary key (person, team)
) strict, without rowid;

-- Links that work once: set-up, invitation, a new password. Only a hash of what is in the link is kept.
create table link (
	hash text primary key,
	kind text not null check (kind in ('set-up', 'invitation', 'password')),
	person text references person (id) on delete cascade,
	made_by text,
	made_at text not null,
	expires_at text not null,
	used_at text
) strict, without rowid;

create table audit (
	seq integer primary key autoincrement,
	at text not null,
	actor text,
	actor_name text not null,
	action text not null,
	subject text not null,
	detail text not null,
	hash text not null
) strict;
create index audit_by_actor on audit (actor, seq);
create index audit_by_action on audit (action, seq);
create trigger audit_is_never_changed before update on audit
begin
	select raise(abort, 'The audit log is only ever added to.');
end;
create trigger audit_is_never_deleted before delete on audit
begin
	select raise(abort, 'The audit log is only ever added to.');
end;
