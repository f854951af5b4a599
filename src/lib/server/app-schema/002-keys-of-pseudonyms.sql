-- With how many keys the pseudonyms here were made (rotate-keys adds one).
create table keyed (
	one integer primary key check (one = 1),
	links integer not null
) strict;
